"""rules.md: a daily check finds and reverses serial voting, conservative and logged; honest readers are left alone."""

from datetime import timedelta

import pytest

from slashmentor.base.errors import Refused
from slashmentor.commons.communities.models import Moderator
from slashmentor.commons.happenings.models import Happening
from slashmentor.commons.standing.models import Line, Standing
from slashmentor.commons.standing.verifying import verify
from slashmentor.parts.questions.actions import delete, move, suspect, vote
from slashmentor.parts.questions.actions.fairness import dismiss, reverse
from slashmentor.parts.questions.models import Entry, Suspicion, Vote
from slashmentor.parts.questions.queries.suspicions import waiting_suspicions
from tests.cast import GENEROUS, NOON, a_community, a_member, a_question, an_answer

TONIGHT = NOON.replace(hour=23, minute=30)


def answers_in_threads(community, asker, author, count):
    """Answers by one author, each to a question of its own."""
    return [
        an_answer(a_question(community, asker, title=f"What about case number {number}?"), author)
        for number in range(count)
    ]


def cast(voter, entries, *, apart=timedelta(minutes=5), value=1, start=NOON):
    for number, entry in enumerate(entries):
        vote(entry, by=voter, value=value, now=start + number * apart)


def reputation(member) -> int:
    return Standing.objects.get(member=member).points


def states() -> list[tuple[str, str]]:
    return list(Suspicion.objects.order_by("pk").values_list("kind", "state"))


def all_well() -> bool:
    return not any(result.differences for result in verify(repair=False, now=NOON))


@pytest.mark.parametrize("value", [1, -1])
def test_five_votes_on_one_person_within_an_hour_are_reversed(community, ada, emmy, eve, value):
    answers = answers_in_threads(community, ada, emmy, 5)
    cast(eve, answers, value=value)
    for _twice in range(2):
        suspect(now=TONIGHT)
    assert states() == [("series", "reversed")]
    assert not Vote.objects.exists()
    assert set(Entry.objects.filter(kind=2).values_list("ups", "downs", "score")) == {(0, 0, 0)}
    assert set(Line.objects.filter(points__lt=0 if value > 0 else 100, why="fraud").values_list("why")) == {
        ("fraud",)
    }
    assert (reputation(emmy), all_well()) == (1, True)
    assert Happening.objects.get(verb="votes.reversed").data == {"votes": 5}
    assert not Happening.objects.filter(verb="votes.suspected").exists()


def test_five_over_a_day_are_for_a_moderator_to_look_at(community, ada, emmy, eve, mo):
    cast(eve, answers_in_threads(community, ada, emmy, 5), apart=timedelta(hours=2))
    for _twice in range(2):
        suspect(now=TONIGHT)
    assert states() == [("series", "proposed")]
    assert (Vote.objects.count(), reputation(emmy)) == (5, 51)
    assert Happening.objects.filter(verb="votes.suspected").count() == 1
    assert list(waiting_suspicions([community.pk])) == list(Suspicion.objects.all())


@pytest.mark.parametrize(
    ("on_theirs", "apart", "on_others"),
    [(8, timedelta(days=3), 0), (4, timedelta(minutes=5), 0), (5, timedelta(minutes=5), 2)],
    ids=["over weeks", "four on a day", "among votes for others"],
)
def test_a_reader_who_finds_somebody_good_is_left_alone(
    community, ada, emmy, eve, mo, on_theirs, apart, on_others
):
    cast(eve, answers_in_threads(community, ada, emmy, on_theirs), apart=apart)
    cast(eve, answers_in_threads(community, ada, mo, on_others))
    before = Vote.objects.count()
    for day in range(30):
        suspect(now=TONIGHT + timedelta(days=day))
    assert (states(), Vote.objects.count()) == ([], before)


def test_votes_in_one_thread_are_left_alone(question, emmy, eve):
    cast(eve, [an_answer(question, emmy, body=f"Another way to do it is number {n}.") for n in range(8)])
    suspect(now=TONIGHT)
    assert states() == []


def test_some_votes_outside_the_hour_stay(community, ada, emmy, eve):
    answers = answers_in_threads(community, ada, emmy, 7)
    cast(eve, answers[:5])
    cast(eve, answers[5:], start=NOON + timedelta(hours=5))
    suspect(now=TONIGHT)
    assert Vote.objects.count() == 2


def _each_for_the_other(community, ada, one, other, count, *, start=NOON):
    for number, (mine, theirs) in enumerate(
        zip(
            answers_in_threads(community, ada, one, count),
            answers_in_threads(community, ada, other, count),
            strict=True,
        )
    ):
        vote(mine, by=other, value=1, now=start + timedelta(days=number))
        vote(theirs, by=one, value=1, now=start + timedelta(days=number))


def test_two_who_vote_for_each_other_are_proposed_both_ways(community, ada, emmy, eve):
    _each_for_the_other(community, ada, emmy, eve, 8)
    suspect(now=TONIGHT + timedelta(days=8))
    assert states() == [("ring", "proposed")] * 2
    assert Vote.objects.count() == 16


@pytest.mark.parametrize(("count", "others"), [(7, 0), (8, 10)])
def test_colleagues_who_vote_for_others_too_are_left_alone(community, ada, emmy, eve, mo, count, others):
    _each_for_the_other(community, ada, emmy, eve, count)
    for number, answer in enumerate(answers_in_threads(community, ada, mo, others)):
        for member in (emmy, eve):
            vote(answer, by=member, value=1, now=NOON + timedelta(days=number))
    suspect(now=TONIGHT + timedelta(days=8))
    assert states() == []


@pytest.fixture
def suspicion(community, ada, emmy, eve):
    cast(eve, answers_in_threads(community, ada, emmy, 5), apart=timedelta(hours=2))
    suspect(now=TONIGHT)
    return Suspicion.objects.get()


def test_a_moderator_reverses_them(suspicion, mo, emmy):
    for _twice in range(2):
        assert reverse(suspicion, by=mo, now=TONIGHT).decided_by == mo
    assert (Vote.objects.count(), reputation(emmy), all_well()) == (0, 1, True)
    assert Happening.objects.filter(verb="votes.reversed").count() == 1


def test_a_moderator_lets_them_stand_and_isnt_asked_again(suspicion, mo):
    dismiss(suspicion, by=mo, now=TONIGHT)
    suspect(now=TONIGHT)
    reverse(suspicion, by=mo, now=TONIGHT)
    assert (states(), Vote.objects.count()) == ([("series", "dismissed")], 5)


def test_what_was_taken_back_or_deleted_meanwhile_is_settled_once(suspicion, mo, emmy, eve):
    first, second = Vote.objects.order_by("pk")[:2]
    Vote.objects.filter(pk=first.pk).update(value=-1)
    verify(repair=True, now=TONIGHT)
    delete(second.entry, by=emmy, now=TONIGHT)
    reverse(suspicion, by=mo, now=TONIGHT)
    assert list(Vote.objects.values_list("pk", flat=True)) == [first.pk]
    assert (reputation(emmy), all_well()) == (1 - 2, True)


def test_what_was_moved_meanwhile_gives_back_what_it_brought_there(suspicion, mo, emmy):
    there = a_community("chemistry", numbers={**GENEROUS, "points.voted_up": 7})
    moved = Vote.objects.get(pk=suspicion.vote_ids[0]).entry
    move(moved.question or moved, to=there, by=mo, now=NOON)
    reverse(suspicion, by=mo, now=TONIGHT)
    assert set(Standing.objects.filter(member=emmy).values_list("points", flat=True)) == {1}
    assert all_well()


def test_others_and_those_concerned_dont_decide(suspicion, community, ada, emmy, eve):
    Moderator.objects.create(community=community, member=emmy, since=NOON)
    for decide in (reverse, dismiss):
        with pytest.raises(Refused, match="Only those who look after"):
            decide(suspicion, by=ada, now=TONIGHT)
        with pytest.raises(Refused, match="votes of yours"):
            decide(suspicion, by=emmy, now=TONIGHT)


def test_the_search_costs_the_same_for_one_voter_and_for_many(
    community, ada, emmy, django_assert_max_num_queries
):
    answers = answers_in_threads(community, ada, emmy, 3)
    for number in range(12):
        cast(a_member(f"reader-{number}"), answers)
    with django_assert_max_num_queries(3):
        suspect(now=TONIGHT)
