"""A vote against a post may come with private notes of a fixed list: the author reads what, nobody reads who."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from slashmentor.base.errors import Invalid, Refused
from slashmentor.commons.happenings.models import Happening
from slashmentor.commons.people.data import everything
from slashmentor.parts.questions.actions import ask_anonymously, note, tick_off, vote
from slashmentor.parts.questions.models import Comment, Vote, VoteNote
from slashmentor.parts.questions.seals import hour_of
from tests.cast import a_member

HEADING = "What readers missed"


def against(entry, by, *lacks, now):
    vote(entry, by=by, value=-1, now=now)
    note(entry, by=by, lacks=lacks, now=now)


def kept():
    return sorted(VoteNote.objects.values_list("voter__handle", "lack"))


def test_notes_go_with_the_vote(question, emmy, now):
    against(question, emmy, "unclear", "sources", now=now)
    assert kept() == [("emmy", "sources"), ("emmy", "unclear")]


def test_the_same_notes_twice_are_once(question, emmy, now):
    against(question, emmy, "unclear", now=now)
    against(question, emmy, "unclear", now=now)
    assert kept() == [("emmy", "unclear")]
    assert Happening.objects.filter(verb="vote.noted").count() == 1


def test_other_notes_take_their_place(question, emmy, now):
    against(question, emmy, "unclear", now=now)
    note(question, by=emmy, lacks=["tone"], now=now)
    assert kept() == [("emmy", "tone")]


@pytest.mark.parametrize("value", [0, 1])
def test_they_go_when_the_vote_goes(question, emmy, eve, now, value):
    against(question, emmy, "unclear", now=now)
    against(question, eve, "unclear", now=now)
    vote(question, by=emmy, value=value, now=now + timedelta(minutes=1))
    assert kept() == [("eve", "unclear")]


@pytest.mark.parametrize("value", [None, 1])
def test_without_a_vote_against_it_there_is_no_note(question, emmy, now, value):
    if value:
        vote(question, by=emmy, value=value, now=now)
    with pytest.raises(Refused, match="goes with a vote"):
        note(question, by=emmy, lacks=["unclear"], now=now)


def test_the_list_is_fixed_so_that_none_can_hurt(question, emmy, now):
    vote(question, by=emmy, value=-1, now=now)
    with pytest.raises(Invalid, match="Please choose from the list"):
        note(question, by=emmy, lacks=["you are a fool"], now=now)


def test_what_happened_names_nobody_and_no_minute(question, emmy, now):
    against(question, emmy, "unclear", now=now + timedelta(minutes=17))
    happening = Happening.objects.get(verb="vote.noted")
    assert (happening.by, happening.about, happening.at, happening.data) == (None, question, now, {})


# --- the form ---


def test_the_form_offers_the_list_and_forces_nothing(question, emmy, enter):
    browser = enter(emmy)
    page = browser.get(f"/entries/{question.pk}/needs-work").content.decode()
    assert page.count('type="checkbox" name="lacks"') == 7
    browser.post(f"/entries/{question.pk}/vote", {"value": "-1"})
    assert (Vote.objects.get().value, VoteNote.objects.count(), Comment.objects.count()) == (-1, 0, 0)


def test_notes_and_a_comment_go_together(question, emmy, enter):
    enter(emmy).post(
        f"/entries/{question.pk}/vote",
        {"value": "-1", "lacks": ["context", "long"], "body": "Which field is it, and which country?"},
    )
    assert kept() == [("emmy", "context"), ("emmy", "long")]
    assert Comment.objects.get().author == emmy


def test_a_form_that_fails_comes_back_filled_and_nothing_was_done(question, emmy, enter):
    answer = enter(emmy).post(
        f"/entries/{question.pk}/vote", {"value": "-1", "lacks": ["context"], "body": "Why?"}
    )
    assert answer.status_code == 400
    ticked = [line for line in answer.content.decode().split("<label>") if "checked" in line]
    assert ["context" in line for line in ticked] == [True]
    assert Vote.objects.count() == 0


@pytest.mark.parametrize("lacks", ["rude", "unclear'--", "x" * 5000])
def test_nonsense_is_sent_back(question, emmy, enter, lacks):
    sent = {"value": "-1", "lacks": [lacks]}
    assert enter(emmy).post(f"/entries/{question.pk}/vote", sent).status_code == 400
    assert Vote.objects.count() == 0


# --- what the author reads, and nobody else ---


@pytest.fixture
def noted(question, emmy, eve, now):
    against(question, emmy, "unclear", "tone", now=now)
    against(question, eve, "unclear", now=now)
    return question


def page_of(entry, browser):
    return browser.get(entry.get_absolute_url()).content.decode()


def test_the_author_reads_how_many_missed_what(noted, ada, enter):
    page = page_of(noted, enter(ada))
    assert HEADING in page
    assert page.index("I don’t understand what is asked") < page.index("The tone could hurt")
    assert ("2 readers" in page, "1 reader<" in page) == (True, True)


def test_the_author_reads_neither_who_nor_when(noted, ada, enter):
    page = page_of(noted, enter(ada))
    part = page[page.index(HEADING) : page.index("Improve it")]
    assert not any(word in part for word in ("emmy", "Emmy", "eve", "<time"))


@pytest.mark.parametrize("reader", ["emmy", "eve", "mo", "noor", "host", "visitor"])
def test_nobody_else_reads_anything(request, noted, enter, visitor, mo, reader):
    if reader == "visitor":
        browser = visitor
    elif reader in {"emmy", "eve", "mo"}:
        browser = enter(request.getfixturevalue(reader))
    else:
        browser = enter(a_member(reader, is_staff=reader == "host"))
    assert HEADING not in page_of(noted, browser)
    assert "The tone could hurt" not in page_of(noted, browser)


def test_the_page_of_a_visitor_is_not_made_anew_by_a_note(question, emmy, now):
    vote(question, by=emmy, value=-1, now=now)
    before = type(question).objects.get(pk=question.pk).version
    note(question, by=emmy, lacks=["tone"], now=now)
    assert type(question).objects.get(pk=question.pk).version == before


def test_the_author_ticks_off_and_takes_it_back(noted, ada, enter):
    browser = enter(ada)
    browser.post(f"/entries/{noted.pk}/lacks?lack=unclear", {"done": "1"})
    assert set(VoteNote.objects.exclude(done_at=None).values_list("lack", flat=True)) == {"unclear"}
    assert '<li class="done">' in page_of(noted, browser)
    browser.post(f"/entries/{noted.pk}/lacks?lack=unclear", {"done": "0"})
    assert not VoteNote.objects.exclude(done_at=None).exists()


def test_a_note_after_that_opens_it_again(noted, ada, mo, now, enter):
    tick_off(noted, by=ada, lack="tone", now=now)
    against(noted, mo, "tone", now=now)
    assert '<li class="done">' not in page_of(noted, enter(ada))


@pytest.mark.parametrize("reader", ["emmy", "mo"])
def test_nobody_else_ticks_off(request, noted, enter, mo, reader):
    browser = enter(request.getfixturevalue(reader))
    assert browser.post(f"/entries/{noted.pk}/lacks?lack=tone", {"done": "1"}).status_code == 403


def test_it_costs_the_page_no_query(noted, ada, enter, django_assert_num_queries):
    browser = enter(ada)
    page_of(noted, browser)
    with django_assert_num_queries(4):
        page_of(noted, browser)


# --- who asked anonymously reads it, too ---


@pytest.fixture
def asker():
    return a_member("canary", pk=987_654_321)


@pytest.fixture
def asked(community, asker, emmy, now):
    """What somebody asked as nobody, and emmy misses something in."""
    words = {"title": "How do I leave a lab where nobody talks to me?", "topics": ["leaving"]}
    body = "I have been here for two years, and every meeting is cancelled at the last minute."
    question = ask_anonymously(community, by=asker, body=body, now=now, **words)
    against(question, emmy, "context", now=now)
    return question


def test_the_asker_reads_it_and_ticks_it_off_at_the_full_hour(asked, asker, enter):
    browser = enter(asker)
    assert "It lacks context" in page_of(asked, browser)
    browser.post(f"/entries/{asked.pk}/lacks?lack=context", {"done": "1"})
    done_at = VoteNote.objects.get().done_at
    assert done_at == hour_of(done_at)
    assert '<li class="done">' in page_of(asked, browser)


@pytest.mark.parametrize("reader", ["emmy", "eve", "mo"])
def test_nobody_else_reads_what_the_asker_does(request, asked, enter, reader):
    assert HEADING not in page_of(asked, enter(request.getfixturevalue(reader)))


def test_the_database_is_asked_the_same_for_the_asker_and_for_others(asked, asker, enter):
    """A log of its statements would name the asker otherwise."""
    said = []
    for member in (asker, a_member("other", pk=987_654_322)):
        browser = enter(member)
        page_of(asked, browser)
        with CaptureQueriesContext(connection) as queries:
            page_of(asked, browser)
        found = [query["sql"] for query in queries if "questions_votenote" in query["sql"]]
        said.append([sql.replace(str(member.pk), "?") for sql in found])
    assert said[0] == said[1]
    assert len(said[0]) == 1


# --- what is held of whom ---


def test_the_voter_takes_their_notes_along_and_the_author_what_was_missed(noted, ada, emmy):
    assert [row["lack"] for row in everything(emmy)["questions"]["vote_notes"]] == ["unclear", "tone"]
    assert everything(ada)["questions"]["missed_in_mine"] == [
        {"entry_id": noted.pk, "lack": "tone", "readers": 1},
        {"entry_id": noted.pk, "lack": "unclear", "readers": 2},
    ]
    assert everything(ada)["questions"]["vote_notes"] == []
