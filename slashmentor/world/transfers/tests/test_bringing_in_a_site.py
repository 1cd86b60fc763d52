import pytest

from slashmentor.commons.communities.models import Community
from slashmentor.commons.happenings.models import Happening
from slashmentor.commons.people.models import BroughtAccount, Member
from slashmentor.commons.standing.models import Standing
from slashmentor.commons.topics.models import Topic, TopicHere
from slashmentor.parts.questions.models import BroughtVote, Comment, Entry, Link, Question, Tagging
from slashmentor.together.badges.models import BroughtBadge
from slashmentor.together.search.models import Document
from slashmentor.world.transfers.tests.dumps import ANSWER, PEOPLE, QUESTION, SITE, a_dump, bring

pytestmark = pytest.mark.django_db


def test_the_community_is_made_and_says_where_it_comes_from(tmp_path, now):
    bring(a_dump(tmp_path / "dump", Posts=[QUESTION]), now)
    community = Community.objects.get()
    assert (community.slug, community.name, community.origin_url) == ("physics", "Physics", SITE)
    assert community.origin_name == "Physics Stack Exchange"
    assert community.created_at == Entry.objects.get().created_at


def test_people_come_as_members_whom_nobody_has_claimed(tmp_path, now):
    bring(a_dump(tmp_path / "dump", Users=PEOPLE, Posts=[QUESTION]), now)
    ada, emmy = Member.objects.order_by("pk")
    assert (ada.handle, ada.name, ada.is_claimed, ada.email) == ("ada-whitcombe", "Ada Whitcombe", False, "")
    assert not ada.has_usable_password()
    assert ada.joined_at.isoformat() == "2018-03-12T17:00:45.567000+00:00"
    assert Standing.objects.get(member=emmy).reputation == 321
    assert BroughtAccount.objects.get(member=emmy).origin_id == 6


def test_a_question_keeps_all_that_the_dump_tells(tmp_path, now):
    asked = QUESTION | {
        "Score": 7, "ViewCount": 99, "FavoriteCount": 3, "ClosedDate": "2018-04-01T00:00:00", "Body": "<p>Why?</p>",
        "LastEditDate": "2018-03-20T10:00:00", "LastEditorUserId": 6, "LastActivityDate": "2018-03-21T10:00:00",
    }  # fmt: skip
    bring(a_dump(tmp_path / "dump", Users=PEOPLE, Posts=[asked]), now)
    question = Question.objects.select_related("author", "edited_by").get()
    assert (question.origin_id, question.title, question.slug) == (
        1,
        asked["Title"],
        "why-is-the-sky-blue-at-noon",
    )
    assert (question.score, question.ups, question.downs) == (7, 7, 0)
    assert (question.views, question.bookmark_count) == (99, 3)
    assert (question.author.handle, question.edited_by.handle) == ("ada-whitcombe", "emmy-brandt")
    assert question.closed_at.isoformat() == "2018-04-01T00:00:00+00:00"
    assert question.active_at.isoformat() == "2018-03-21T10:00:00+00:00"
    assert (question.body, question.body_format, question.body_html) == ("<p>Why?</p>", "html", "<p>Why?</p>")
    assert (question.licence, question.revision_count) == ("CC BY-SA 3.0", 1)


def test_an_answer_changes_its_question(tmp_path, now):
    posts = [QUESTION | {"AcceptedAnswerId": 2}, ANSWER | {"Score": 4}]
    votes = [{"Id": 1, "PostId": 2, "VoteTypeId": 1, "CreationDate": "2018-03-15T00:00:00.000"}]
    bring(a_dump(tmp_path / "dump", Users=PEOPLE, Posts=posts, Votes=votes), now)
    question, answer = Entry.objects.order_by("origin_id")
    assert (question.answer_count, question.is_answered, question.accepted_id) == (1, True, answer.pk)
    assert question.accepted_at.isoformat() == "2018-03-15T00:00:00+00:00"
    assert answer.question_id == question.pk
    assert Tagging.objects.filter(is_answered=True).count() == 2


def test_an_answer_may_stand_above_its_question(tmp_path, now):
    posts = [ANSWER | {"ParentId": 9}, QUESTION | {"Id": 9}]
    assert bring(a_dump(tmp_path / "dump", Posts=posts), now).answers == 1


def test_topics_come_with_what_they_mean(tmp_path, now):
    tags = [{"Id": 4, "TagName": "optics", "Count": 1, "ExcerptPostId": 11, "WikiPostId": 12}]
    posts = [
        QUESTION,
        {"Id": 11, "PostTypeId": 4, "Body": "About light.", "LastEditorUserId": 6},
        {"Id": 12, "PostTypeId": 5, "Body": "<p>All about light.</p>", "LastEditorUserId": 6},
    ]
    result = bring(a_dump(tmp_path / "dump", Users=PEOPLE, Tags=tags, Posts=posts), now)
    here = TopicHere.objects.select_related("topic", "edited_by").get(topic__name="optics")
    assert (here.summary, here.wiki_html, here.wiki_format) == (
        "About light.",
        "<p>All about light.</p>",
        "html",
    )
    assert (here.origin_id, here.question_count, here.topic.question_count) == (4, 1, 1)
    assert here.edited_by.handle == "emmy-brandt"
    assert result.topics == 2  # sky stands on a question, though not among the tags
    assert sorted(Topic.objects.values_list("name", flat=True)) == ["optics", "sky"]


def test_comments_are_counted_where_they_stand(tmp_path, now):
    comments = [{"Id": 7, "PostId": 2, "UserId": 5, "Score": 3, "Text": "See `this` and $x^2$"}]
    bring(a_dump(tmp_path / "dump", Users=PEOPLE, Posts=[QUESTION, ANSWER], Comments=comments), now)
    comment = Comment.objects.select_related("author", "entry").get()
    assert (comment.author.handle, comment.score, comment.entry.origin_id) == ("ada-whitcombe", 3, 2)
    assert comment.body_html.startswith("See <code>this</code> and <math>")
    assert (comment.entry.comment_count, comment.licence) == (1, "CC BY-SA 3.0")


def test_votes_count_and_name_nobody(tmp_path, now):
    posts = [QUESTION | {"Score": 2}, ANSWER | {"Score": -1}]
    kinds = [(1, 2), (1, 2), (1, 2), (1, 3), (2, 2), (2, 3), (2, 3), (1, 5)]
    votes = [{"Id": n, "PostId": post, "VoteTypeId": kind} for n, (post, kind) in enumerate(kinds, 1)]
    result = bring(a_dump(tmp_path / "dump", Posts=posts, Votes=votes), now)
    question, answer = Entry.objects.order_by("origin_id")
    assert (question.score, question.ups, question.downs) == (2, 3, 1)
    assert (answer.score, answer.ups, answer.downs) == (-1, 1, 2)
    assert (result.votes, BroughtVote.objects.filter(kind=5).count()) == (8, 1)


def test_a_bounty_keeps_its_amount(tmp_path, now):
    votes = [{"Id": 1, "PostId": 1, "VoteTypeId": 8, "BountyAmount": 50}]
    bring(a_dump(tmp_path / "dump", Posts=[QUESTION], Votes=votes), now)
    assert BroughtVote.objects.get().amount == 50


def test_links_and_duplicates_join_questions(tmp_path, now):
    posts = [QUESTION, QUESTION | {"Id": 3, "Title": "Another"}, ANSWER]
    links = [
        {"Id": 1, "PostId": 3, "RelatedPostId": 1},
        {"Id": 2, "PostId": 3, "RelatedPostId": 1, "LinkTypeId": 3},
        {"Id": 3, "PostId": 3, "RelatedPostId": 99},
        {"Id": 4, "PostId": 2, "RelatedPostId": 1},
        {"Id": 5, "PostId": 3, "RelatedPostId": 1},
        {"Id": 6, "PostId": 3, "RelatedPostId": 1, "LinkTypeId": 8},
    ]
    result = bring(a_dump(tmp_path / "dump", Posts=posts, PostLinks=links), now)
    kinds = Link.objects.values_list("source__origin_id", "target__origin_id", "kind").order_by("kind")
    assert list(kinds) == [(3, 1, "duplicate"), (3, 1, "linked")]
    assert result.left_out == {
        "links from or to posts that are gone": 1,
        "links given twice": 1,
        "links of other kinds": 1,
        "links within one question": 1,
    }


def test_badges_are_kept_as_facts(tmp_path, now):
    badges = [
        {"Id": 1, "UserId": 6, "Class": 1},
        {"Id": 2, "UserId": 6, "Class": None},
        {"Id": 3, "UserId": 77},
    ]
    result = bring(a_dump(tmp_path / "dump", Users=PEOPLE, Posts=[QUESTION], Badges=badges), now)
    assert sorted(BroughtBadge.objects.values_list("name", "tier")) == [("Teacher", 1), ("Teacher", 3)]
    assert result.left_out == {"badges of people who aren't in the dump": 1}


def test_links_to_the_site_lead_here_and_others_stay(tmp_path, now):
    body = (
        f'<p><a href="{SITE}/questions/17/some-title/18#18">a</a> <a href="/q/17/5">b</a> <a href="{SITE}/a/18">c</a>'
        f' <a href="{SITE}/questions/tagged/optics">d</a> <a href="{SITE}/users/5/ada">e</a> <a href="https://x.org/q/1">f</a></p>'
    )
    bring(a_dump(tmp_path / "dump", Posts=[QUESTION | {"Body": body}]), now)
    hrefs = [piece.split('"')[0] for piece in Entry.objects.get().body_html.split('href="')[1:]]
    assert hrefs == [
        "/c/physics/questions/18", "/c/physics/questions/17", "/c/physics/questions/18", "/topics/optics",
        f"{SITE}/users/5/ada", "https://x.org/q/1",
    ]  # fmt: skip


def test_scripts_stay_outside(tmp_path, now):
    bad = '<p onclick="x()">Hi</p><script>steal()</script><a href="javascript:x()">y</a>'
    bring(a_dump(tmp_path / "dump", Posts=[QUESTION | {"Body": bad}]), now)
    assert Entry.objects.get().body_html == "<p>Hi</p><a>y</a>"
    assert Entry.objects.get().body == bad


def test_what_came_in_can_be_found(tmp_path, now):
    bring(a_dump(tmp_path / "dump", Users=PEOPLE, Posts=[QUESTION, ANSWER]), now)
    assert Document.objects.count() == 2


def test_the_community_counts_its_own(tmp_path, now):
    bring(a_dump(tmp_path / "dump", Posts=[QUESTION, ANSWER, ANSWER | {"Id": 3}]), now)
    community = Community.objects.get()
    assert (community.question_count, community.answer_count) == (1, 2)


def test_it_is_told_once_and_only_when_something_came(tmp_path, now):
    dump = a_dump(tmp_path / "dump", Posts=[QUESTION])
    bring(dump, now)
    bring(dump, now)
    assert Happening.objects.filter(verb="community.imported").count() == 1


def test_a_later_dump_brings_what_is_new(tmp_path, now):
    bring(a_dump(tmp_path / "march", Users=PEOPLE, Posts=[QUESTION]), now)
    result = bring(a_dump(tmp_path / "june", Users=PEOPLE, Posts=[QUESTION, ANSWER]), now)
    assert (result.questions, result.answers, Question.objects.get().answer_count) == (1, 1, 1)
