import pytest

from slashmentor.commons.people.models import BroughtAccount, Member
from slashmentor.parts.questions.models import Comment, Entry, Question
from slashmentor.world.transfers.tests.dumps import ANSWER, PEOPLE, QUESTION, a_dump, bring

pytestmark = pytest.mark.django_db

EXTERNAL = '<?xml version="1.0"?>\n<!DOCTYPE posts SYSTEM "http://127.0.0.1:9/never-fetched.dtd">\n'


@pytest.mark.parametrize(
    "head", ["", "\ufeff", EXTERNAL, "\ufeff" + EXTERNAL, '<?xml version="1.0" encoding="utf-8"?>']
)
def test_every_beginning_is_read(tmp_path, now, head):
    assert bring(a_dump(tmp_path / "dump", head=head, Posts=[QUESTION]), now).questions == 1


def test_a_dump_of_posts_alone_is_a_dump(tmp_path, now):
    result = bring(a_dump(tmp_path / "dump", Posts=[QUESTION, ANSWER]), now)
    assert (result.questions, result.answers, result.members, result.topics) == (1, 1, 0, 2)
    assert Question.objects.get().author_name == "user5"


@pytest.mark.parametrize("tags", ["<optics><sky>", "|optics|sky|", "<Optics><sky><optics>"])
def test_tags_are_read_in_either_form(tmp_path, now, tags):
    bring(a_dump(tmp_path / "dump", Posts=[QUESTION | {"Tags": tags}]), now)
    assert Question.objects.get().topic_names == ["optics", "sky"]


def test_who_has_no_number_keeps_the_name(tmp_path, now):
    asked = QUESTION | {"OwnerUserId": None, "OwnerDisplayName": "Old Friend"}
    comment = {"Id": 1, "PostId": 1, "UserDisplayName": "user9"}
    bring(a_dump(tmp_path / "dump", Users=PEOPLE, Posts=[asked], Comments=[comment]), now)
    assert (Entry.objects.get().author, Entry.objects.get().author_name) == (None, "Old Friend")
    assert Comment.objects.get().author_name == "user9"


def test_the_site_itself_is_no_member(tmp_path, now):
    people = [{"Id": -1, "DisplayName": "Community"}, *PEOPLE]
    result = bring(a_dump(tmp_path / "dump", Users=people, Posts=[QUESTION | {"OwnerUserId": -1}]), now)
    assert (Entry.objects.get().author, Entry.objects.get().author_name) == (None, "Community")
    assert (result.members, result.left_out) == (2, {"the site's own account": 1})


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("0bc83cb571cd1c50ba6f3e8a78ef1346", "0bc83cb571cd1c50ba6f3e8a78ef1346"),
        ("0BC83CB571CD1C50BA6F3E8A78EF1346", "0bc83cb571cd1c50ba6f3e8a78ef1346"),
        ("0bc83cb571cd1c50ba6f3e8a78ef134", ""),
        ("<script>", ""),
        (None, ""),
    ],
)
def test_old_dumps_have_hashes_of_addresses(tmp_path, now, said, kept):
    people = [PEOPLE[0] | {"EmailHash": said}]
    bring(a_dump(tmp_path / "dump", Users=people, Posts=[QUESTION]), now)
    assert BroughtAccount.objects.get().email_hash == kept


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("2010-01-02T03:04:05.123", "CC BY-SA 2.5"),
        ("2011-04-08T00:00:00Z", "CC BY-SA 3.0"),
        ("2018-05-02", "CC BY-SA 4.0"),
    ],
)
def test_the_licence_follows_from_the_date(tmp_path, now, written, meant):
    bring(a_dump(tmp_path / "dump", Posts=[QUESTION | {"CreationDate": written}]), now)
    assert Entry.objects.get().licence == meant


def test_the_licence_that_a_row_says_stands(tmp_path, now):
    bring(a_dump(tmp_path / "dump", Posts=[QUESTION | {"ContentLicense": "CC BY-SA 4.0"}]), now)
    assert Entry.objects.get().licence == "CC BY-SA 4.0"


def test_dates_without_a_zone_are_utc(tmp_path, now):
    posts = [
        QUESTION | {"CreationDate": "2018-03-12T17:00:00.5"},
        ANSWER | {"CreationDate": "2018-03-12T19:00:00+02:00"},
    ]
    bring(a_dump(tmp_path / "dump", Posts=posts), now)
    at = Entry.objects.order_by("origin_id").values_list("created_at", flat=True)
    assert [one.isoformat() for one in at] == [
        "2018-03-12T17:00:00.500000+00:00",
        "2018-03-12T17:00:00+00:00",
    ]


def test_what_hangs_on_nothing_is_left_out_and_counted(tmp_path, now):
    dump = a_dump(
        tmp_path / "dump",
        Tags=[{"Id": 1, "TagName": "optics", "ExcerptPostId": 8}, {"Id": 2, "TagName": "no good"}],
        Posts=[QUESTION, ANSWER | {"Id": 3, "ParentId": 77}, {"Id": 6, "PostTypeId": 7}, {"Id": 8, "PostTypeId": 4},
               {"Id": 9, "PostTypeId": 5}],
        Comments=[{"Id": 1, "PostId": 77}, {"Id": 2, "PostId": 8}, {"Id": 3, "PostId": 1, "Text": " "}],
        Votes=[{"Id": 1, "PostId": 77}, {"Id": 2, "PostId": 8}, {"Id": 3, "PostId": 1, "VoteTypeId": None}, {"PostId": 1}],
    )  # fmt: skip
    assert bring(dump, now).left_out == {
        "answers whose question is gone": 1,
        "comments on posts that are gone": 1,
        "comments on topic wikis": 1,
        "comments without words": 1,
        "posts of kind 7": 1,
        "rows without a number": 1,
        "topic wikis whose topic is gone": 1,
        "topics with names that can't be used here": 1,
        "votes of no kind": 1,
        "votes on posts that are gone": 1,
        "votes on topic wikis": 1,
    }


def test_nonsense_in_numbers_and_dates_stops_nothing(tmp_path, now):
    odd = QUESTION | {
        "Score": "many", "ViewCount": "-3", "CreationDate": "once", "AcceptedAnswerId": "9" * 40, "Title": "", "Tags": "<<>>",
        "LastEditDate": "0000", "OwnerUserId": "nobody",
    }  # fmt: skip
    bring(a_dump(tmp_path / "dump", Posts=[odd]), now)
    question = Question.objects.get()
    assert (question.score, question.views, question.title, question.created_at) == (0, 0, "Words.", now)


def test_characters_that_xml_forbids_are_dropped(tmp_path, now):
    dump = a_dump(tmp_path / "dump", Posts=[QUESTION])
    file = dump / "Posts.xml"
    file.write_text(file.read_text().replace("Why is", "Why&#x1F;&#0; is"))
    bring(dump, now)
    assert Question.objects.get().title == "Why is the sky blue at noon?"


def test_a_comment_on_a_row_given_twice_comes_once(tmp_path, now):
    posts = [QUESTION, QUESTION | {"Title": "The same number again"}]
    bring(a_dump(tmp_path / "dump", Posts=posts), now)
    assert Question.objects.get().title == QUESTION["Title"]


def test_handles_are_unique_and_never_those_of_the_house(tmp_path, now, ada):
    names = ["Ada", "Ada", "admin", "李明", "x", "Łódź Ñandú", "O'Neill", "Ada-8"]
    people = [{"Id": number, "DisplayName": name} for number, name in enumerate(names, 7)]
    bring(a_dump(tmp_path / "dump", Users=people, Posts=[QUESTION]), now)
    handles = Member.objects.filter(is_claimed=False).order_by("pk").values_list("handle", flat=True)
    assert list(handles) == [
        "ada-7", "ada-8", "user-9", "user-10", "user-11", "lodz-nandu", "oneill", "ada-8-14",
    ]  # fmt: skip


def test_a_table_in_small_letters_is_found(tmp_path, now):
    dump = a_dump(tmp_path / "dump", Posts=[QUESTION])
    (dump / "Posts.xml").rename(dump / "posts.xml")
    assert bring(dump, now).questions == 1
