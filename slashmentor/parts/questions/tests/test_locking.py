from datetime import timedelta

import pytest

from slashmentor.base.errors import Invalid, Refused
from slashmentor.commons.communities.numbers import numbers_of
from slashmentor.commons.happenings.models import Happening
from slashmentor.commons.standing import ledger
from slashmentor.commons.standing.models import Line, Standing
from slashmentor.parts.questions.actions import (
    accept,
    answer,
    comment,
    delete,
    edit,
    end_wiki,
    judge,
    lock,
    make_wiki,
    protect,
    suggest,
    unlock,
    unprotect,
    vote,
)
from slashmentor.parts.questions.models import Entry
from tests.cast import a_member, a_question, an_answer, give_points

NEW = "I reran the script twice, and the bars are standard errors both times."
A_DAY = timedelta(days=1)

ACTS = {
    "voting": lambda entry, by, now: vote(entry, by=by, value=1, now=now),
    "editing": lambda entry, by, now: edit(entry, by=by, body=NEW, now=now),
    "suggesting": lambda entry, by, now: suggest(entry, by=by, body=NEW, now=now),
    "commenting": lambda entry, by, now: comment(entry, by=by, body="Which version was it?", now=now),
    "deleting": lambda entry, by, now: delete(entry, by=by, now=now),
    "answering": lambda entry, by, now: answer(entry.question or entry, by=by, body=NEW, now=now),
}


@pytest.mark.parametrize("place", ["question", "answer"])
@pytest.mark.parametrize(
    ("act", "who", "may"),
    [
        ("voting", "eve", False),
        ("voting", "mo", False),
        ("editing", "ada", False),
        ("editing", "mo", True),
        ("suggesting", "eve", False),
        ("commenting", "eve", False),
        ("commenting", "ada", False),
        ("commenting", "mo", True),
        ("deleting", "ada", False),
        ("deleting", "mo", True),
        ("answering", "eve", False),
        ("answering", "mo", False),
    ],
)
def test_what_a_lock_holds(request, community, ada, mo, place, act, who, may, now):
    question = a_question(community, ada)
    entry = question if place == "question" else an_answer(question, ada)
    lock(question, by=mo, reason="It goes in circles.", now=now)
    by = request.getfixturevalue(who)
    if may:
        ACTS[act](entry, by, now)
    else:
        with pytest.raises(Refused, match="locked"):
            ACTS[act](entry, by, now)


@pytest.mark.parametrize(("who", "may"), [("ada", False), ("mo", True)])
def test_what_was_suggested_before_the_lock_waits_for_its_end(request, question, eve, mo, who, may, now):
    suggested = suggest(question, by=eve, body=NEW, now=now)
    lock(question, by=mo, reason="It goes in circles.", now=now)
    by = request.getfixturevalue(who)
    if not may:
        with pytest.raises(Refused, match="This is locked"):
            judge(suggested, by=by, approves=True, now=now)
    else:
        judge(suggested, by=by, approves=True, now=now)
    assert (Entry.objects.get(pk=question.pk).body == NEW) == may


def test_a_locked_answer_leaves_the_others_open(question, answer, mo, eve, now):
    lock(answer, by=mo, reason="It goes in circles.", now=now)
    assert vote(question, by=eve, value=1, now=now).score == 1
    with pytest.raises(Refused, match="This is locked"):
        vote(answer, by=eve, value=1, now=now)


@pytest.mark.parametrize("who", ["ada", "eve"])
def test_only_moderators_lock_and_unlock(request, question, mo, who, now):
    by = request.getfixturevalue(who)
    with pytest.raises(Refused, match="Moderators lock"):
        lock(question, by=by, reason="Because.", now=now)
    lock(question, by=mo, reason="It goes in circles.", now=now)
    with pytest.raises(Refused, match="Moderators lock"):
        unlock(question, by=by, now=now)


def test_a_lock_says_why(question, mo, now):
    with pytest.raises(Invalid, match="Please say why"):
        lock(question, by=mo, reason=" ", now=now)


def test_locking_and_unlocking_twice_is_the_same_as_once(question, mo, eve, now):
    for reason in ("It goes in circles.", "Another one."):
        assert lock(question, by=mo, reason=reason, now=now).locked_reason == "It goes in circles."
    for _time in range(2):
        assert unlock(question, by=mo, now=now).locked_at is None
    assert vote(question, by=eve, value=1, now=now).score == 1
    assert list(Happening.objects.filter(verb__contains="locked").order_by("pk").values_list("verb", flat=True)) == [
        "entry.locked",
        "entry.unlocked",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("grown", "points", "may"), [(False, 3499, False), (False, 3500, True), (True, 14_999, False), (True, 15_000, True)]
)  # fmt: skip
def test_who_may_protect(strict, ada, eve, grown, points, may, now):
    strict.is_grown = grown
    strict.save()
    question = a_question(strict, ada)
    give_points(eve, strict, points)
    if may:
        assert protect(question, by=eve, now=now + A_DAY).protected_at == now + A_DAY
    else:
        with pytest.raises(Refused, match="Protecting a question opens at"):
            protect(question, by=eve, now=now + A_DAY)


def test_a_question_is_protected_once_it_is_a_day_old(strict, ada, eve, now):
    give_points(eve, strict, 3500)
    question = a_question(strict, ada)
    with pytest.raises(Refused, match="once it is 1 day old"):
        protect(question, by=eve, now=now + A_DAY - timedelta(minutes=1))


def test_answers_are_not_protected(answer, mo, now):
    with pytest.raises(Refused, match="Only questions are protected"):
        protect(answer, by=mo, now=now)


@pytest.mark.parametrize(
    ("earned", "associated", "may"),
    [(1, 0, False), (9, 0, False), (10, 0, True), (1, 100, False), (9, 100, False), (10, 100, True)],
)
def test_a_protected_question_takes_points_earned_here(strict, ada, eve, earned, associated, may, now):
    question = a_question(strict, ada)
    Entry.objects.filter(pk=question.pk).update(protected_at=now)
    if earned > 1:
        give_points(eve, strict, earned)
    if associated:
        _associated(eve, strict, associated, now)
    if may:
        assert an_answer(question, eve).question_id == question.pk
    else:
        with pytest.raises(Refused, match=f"takes 10 points earned here; you have {earned}"):
            an_answer(question, eve)


def test_unprotected_it_takes_everybodys_answers_again(strict, ada, eve, mo, now):
    question = a_question(strict, ada)
    give_points(eve, strict, 3500)
    protect(question, by=eve, now=now + A_DAY)
    for _time in range(2):
        unprotect(question, by=eve, now=now + A_DAY)
    assert an_answer(question, mo).question_id == question.pk
    assert Happening.objects.filter(verb="question.unprotected").count() == 1


@pytest.mark.parametrize(("points", "may"), [(9, False), (10, True)])
def test_an_author_with_ten_points_makes_a_wiki(strict, ada, points, may, now):
    question = a_question(strict, ada)
    give_points(ada, strict, points)
    if may:
        assert make_wiki(question, by=ada, now=now).is_wiki
    else:
        with pytest.raises(Refused, match="Making a community wiki opens at 10 points here; you have 9"):
            make_wiki(question, by=ada, now=now)


def test_others_posts_are_made_a_wiki_by_moderators_only(question, emmy, mo, now):
    with pytest.raises(Refused, match="Its author and moderators"):
        make_wiki(question, by=emmy, now=now)
    assert make_wiki(question, by=mo, now=now).is_wiki


def test_votes_pay_until_it_is_a_wiki_and_no_longer(answer, ada, emmy, eve, now):
    vote(answer, by=eve, value=1, now=now)
    accept(answer, by=ada, now=now)
    make_wiki(answer, by=emmy, now=now)
    vote(answer, by=a_member("rosa"), value=1, now=now)
    assert Standing.objects.get(member=emmy).reputation == 1 + 10 + 15
    vote(answer, by=eve, value=0, now=now)
    assert Standing.objects.get(member=emmy).reputation == 1 + 15


def test_an_accepted_wiki_pays_nothing(answer, ada, mo, now):
    make_wiki(answer, by=mo, now=now)
    accept(answer, by=ada, now=now)
    assert Line.objects.count() == 0


def test_a_wiki_is_ended_by_moderators_only(question, ada, mo, eve, now):
    make_wiki(question, by=mo, now=now)
    with pytest.raises(Refused, match="Only moderators"):
        end_wiki(question, by=ada, now=now)
    assert end_wiki(question, by=mo, now=now).is_wiki is False
    vote(question, by=eve, value=1, now=now)
    assert Line.objects.get().points == 10


@pytest.mark.parametrize(("points", "may"), [(9, False), (10, True)])
def test_a_wiki_is_edited_by_all_who_are_past_newcomer_limits(strict, ada, eve, points, may, now):
    question = a_question(strict, ada)
    Entry.objects.filter(pk=question.pk).update(is_wiki=True)
    give_points(eve, strict, points)
    _edits(question, eve, now, may=may)


@pytest.mark.parametrize(
    ("grown", "points", "may"), [(False, 999, False), (False, 1000, True), (True, 1999, False), (True, 2000, True)]
)  # fmt: skip
def test_who_edits_anything_without_review(strict, ada, eve, grown, points, may, now):
    strict.is_grown = grown
    strict.save()
    question = a_question(strict, ada)
    give_points(eve, strict, points)
    _edits(question, eve, now, may=may)


def _edits(question, by, now, *, may):
    if may:
        assert edit(question, by=by, body=NEW, now=now).body == NEW
    else:
        with pytest.raises(Refused, match="takes a suggestion"):
            edit(question, by=by, body=NEW, now=now)


def _associated(member, community, points, now):
    due = ledger.Due(member.pk, Line.Kind.ASSOCIATION, points, now.date())
    ledger.write(community.pk, [due], numbers=numbers_of(community), now=now)
