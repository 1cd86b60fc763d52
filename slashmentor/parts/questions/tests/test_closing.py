from datetime import timedelta

import pytest

from slashmentor.base.errors import Invalid, Refused
from slashmentor.base.jobs import run_waiting
from slashmentor.commons.happenings.models import Happening
from slashmentor.parts.questions.actions import (
    edit,
    leave_open,
    take_back_ballot,
    vote_to_close,
    vote_to_reopen,
)
from slashmentor.parts.questions.actions.close import count_ballots
from slashmentor.parts.questions.models import Advice, Ballot, CloseReason, Link, Reason, Tagging
from tests.cast import a_community, a_member, a_question, give_points

HOUR = timedelta(hours=1)
DAY = timedelta(days=1)


def voters(community, number):
    """So many members who may vote to close there."""
    made = [a_member(f"voter-{index}") for index in range(number)]
    for member in made:
        give_points(member, community, 3000)
    return made


def outcomes(entry):
    return list(Ballot.objects.filter(entry=entry).order_by("pk").values_list("outcome", flat=True))


def close_with(question, people, *, reason=Reason.FOCUS, now, **more):
    for person in people:
        question = vote_to_close(question, by=person, reason=reason, now=now, **more)
    return question


def test_three_votes_close_a_question_of_a_new_community(community, question, now):
    people = voters(community, 3)
    assert not close_with(question, people[:2], now=now).is_closed
    closed = close_with(question, people[2:], now=now)
    assert (closed.closed_at, closed.closed_reason) == (now, "focus")
    assert outcomes(question) == ["done"] * 3
    assert set(Tagging.objects.filter(question=question).values_list("is_open", flat=True)) == {False}


@pytest.mark.parametrize(("is_grown", "needed"), [(False, 3), (True, 5)])
def test_new_communities_need_three_votes_and_grown_ones_five(ada, now, is_grown, needed):
    community = a_community("some", numbers={"close.hours_to_mend": 0}, is_grown=is_grown)
    question = a_question(a_community("asked"), ada)
    question.community = community
    question.save()
    people = voters(community, needed)
    assert not close_with(question, people[:-1], now=now).is_closed
    assert close_with(question, people[-1:], now=now).is_closed


def test_a_moderators_one_vote_is_enough(question, mo, now):
    assert vote_to_close(question, by=mo, reason=Reason.OPINION, now=now).closed_reason == "opinion"


@pytest.mark.parametrize(("points", "may"), [(499, False), (500, True)])
def test_votes_to_close_open_at_500_points_in_a_new_community(strict, ada, eve, now, points, may):
    question = a_question(strict, ada)
    give_points(eve, strict, points)
    if may:
        vote_to_close(question, by=eve, reason=Reason.FOCUS, now=now)
        assert Ballot.objects.get().voter == eve
    else:
        with pytest.raises(Refused, match="opens at 500 points here; you have 499"):
            vote_to_close(question, by=eve, reason=Reason.FOCUS, now=now)


def test_one_person_votes_once(community, question, now):
    (voter,) = voters(community, 1)
    for _time in range(2):
        vote_to_close(question, by=voter, reason=Reason.FOCUS, now=now)
    assert Ballot.objects.count() == 1
    with pytest.raises(Refused, match="Take it back first"):
        vote_to_close(question, by=voter, reason=Reason.OPINION, now=now)


def test_the_most_frequent_reason_decides(community, question, now):
    first, second, third = voters(community, 3)
    close_with(question, [first, second], reason=Reason.FOCUS, now=now)
    assert vote_to_close(question, by=third, reason=Reason.DETAILS, now=now).closed_reason == "focus"


def test_on_a_tie_the_latest_reason_decides(community, question, now):
    community.numbers = {**community.numbers, "close.votes": 2}
    community.save()
    first, second = voters(community, 2)
    vote_to_close(question, by=first, reason=Reason.FOCUS, now=now)
    assert vote_to_close(question, by=second, reason=Reason.DETAILS, now=now).closed_reason == "details"


def test_a_vote_is_taken_back(community, question, now):
    (voter,) = voters(community, 1)
    vote_to_close(question, by=voter, reason=Reason.FOCUS, now=now)
    for _time in range(2):
        take_back_ballot(question, by=voter, purpose=Ballot.Purpose.CLOSE, now=now)
    assert outcomes(question) == ["taken_back"]
    assert Advice.objects.get().settled_at == now
    vote_to_close(question, by=voter, reason=Reason.DETAILS, now=now)
    assert outcomes(question) == ["taken_back", ""]


def test_so_many_votes_a_day(community, question, ada, now):
    community.numbers = {**community.numbers, "close.votes_a_day": 1}
    community.save()
    (voter,) = voters(community, 1)
    other = a_question(community, ada, title="Another question that somebody asks here?")
    vote_to_close(question, by=voter, reason=Reason.FOCUS, now=now)
    with pytest.raises(Refused, match="for today"):
        vote_to_close(other, by=voter, reason=Reason.FOCUS, now=now)
    vote_to_close(other, by=voter, reason=Reason.FOCUS, now=now + DAY)


def test_a_bounty_keeps_a_question_open(community, question, mo, now):
    question.bounty = 50
    question.save()
    (voter,) = voters(community, 1)
    with pytest.raises(Refused, match="bounty"):
        vote_to_close(question, by=voter, reason=Reason.FOCUS, now=now)
    assert vote_to_close(question, by=mo, reason=Reason.FOCUS, now=now).is_closed


def test_a_locked_question_is_not_closed(question, mo, now):
    question.locked_at = now
    question.save()
    with pytest.raises(Refused, match="locked"):
        vote_to_close(question, by=mo, reason=Reason.FOCUS, now=now)


def test_who_is_suspended_votes_not(community, question, now):
    (voter,) = voters(community, 1)
    voter.suspended_until = now + DAY
    voter.save()
    with pytest.raises(Refused, match="suspended"):
        vote_to_close(question, by=voter, reason=Reason.FOCUS, now=now)


def test_nonsense_is_no_reason(question, mo, now):
    with pytest.raises(Invalid):
        vote_to_close(question, by=mo, reason="because", now=now)


def test_a_closed_question_keeps_its_answers_and_takes_no_new_ones(question, answer, eve, mo, now):
    from slashmentor.parts.questions import actions

    closed = vote_to_close(question, by=mo, reason=Reason.FOCUS, now=now)
    assert (closed.answer_count, answer.deleted_at) == (1, None)
    with pytest.raises(Refused, match="closed"):
        actions.answer(closed, by=eve, body="I have an answer to this all the same, and a good one.", now=now)


# --- the author is told first ---


@pytest.fixture
def asked(strict, ada):
    return a_question(strict, ada)


def test_the_author_is_told_before_a_vote_counts(strict, asked, now):
    people = voters(strict, 3)
    assert not close_with(asked, people, reason=Reason.DETAILS, now=now).is_closed
    advice = Advice.objects.get()
    assert (advice.question, advice.reason, advice.at) == (asked, "details", now)
    assert Happening.objects.get(verb="question.advised").data == {"advice": advice.pk}


@pytest.mark.parametrize(("later", "is_closed"), [(4 * HOUR - timedelta(seconds=1), False), (4 * HOUR, True)])
def test_votes_count_when_the_author_had_four_hours(strict, asked, now, later, is_closed):
    close_with(asked, voters(strict, 3), reason=Reason.DETAILS, now=now)
    count_ballots(asked.pk, due=(now + later).isoformat(), now=now + later)
    asked.refresh_from_db()
    assert asked.is_closed == is_closed


def test_an_edit_of_the_author_lets_waiting_votes_lapse(strict, asked, ada, now):
    people = voters(strict, 3)
    close_with(asked, people, reason=Reason.DETAILS, now=now)
    edit(
        asked, by=ada, body="Here is what was missing: the field, the country, what I tried.", now=now + HOUR
    )
    run_waiting(now=now + 5 * HOUR)
    asked.refresh_from_db()
    assert not asked.is_closed
    assert outcomes(asked) == ["lapsed"] * 3
    assert Advice.objects.get().settled_at is not None
    vote_to_close(asked, by=people[0], reason=Reason.FOCUS, now=now + 6 * HOUR)
    assert outcomes(asked) == ["lapsed"] * 3 + [""]


def test_an_edit_after_the_time_to_mend_lets_no_vote_lapse(strict, asked, ada, now):
    first, second, third = voters(strict, 3)
    close_with(asked, [first, second], reason=Reason.DETAILS, now=now)
    edit(asked, by=ada, body="Here is what was missing: the field, the country, what I tried.", now=now + DAY)
    run_waiting(now=now + DAY)
    assert vote_to_close(asked, by=third, reason=Reason.DETAILS, now=now + DAY).is_closed


def test_a_moderator_may_tell_the_author_first(strict, asked, now):
    host = a_member("host-1", is_staff=True)
    assert not vote_to_close(asked, by=host, reason=Reason.FOCUS, tell_first=True, now=now).is_closed
    run_waiting(now=now + 4 * HOUR)
    asked.refresh_from_db()
    assert asked.is_closed


def test_a_moderator_who_told_first_may_still_close_at_once(strict, asked, now):
    host = a_member("host-1", is_staff=True)
    vote_to_close(asked, by=host, reason=Reason.FOCUS, tell_first=True, now=now)
    assert vote_to_close(asked, by=host, reason=Reason.FOCUS, now=now).is_closed
    assert outcomes(asked) == ["taken_back", "done"]


def test_a_review_that_leaves_it_open_ends_the_votes(strict, asked, now):
    first, second = voters(strict, 2)
    vote_to_close(asked, by=first, reason=Reason.FOCUS, now=now)
    leave_open(asked, by=second, now=now)
    assert outcomes(asked) == ["aged"]
    assert Advice.objects.get().settled_at == now


# --- duplicates ---


@pytest.fixture
def other(community, emmy):
    return a_question(community, emmy, title="Whom do I tell about wrong error bars?")


def test_a_duplicate_points_on(question, other, mo, now):
    closed = vote_to_close(question, by=mo, reason=Reason.DUPLICATE, duplicate_of=other, now=now)
    assert closed.closed_reason == "duplicate"
    link = Link.objects.get(kind="duplicate")
    assert (link.source, link.target) == (question, other)


def test_the_asker_says_that_it_is_answered_there(question, other, ada, now):
    closed = vote_to_close(question, by=ada, reason=Reason.DUPLICATE, duplicate_of=other, now=now)
    assert closed.is_closed
    assert not Advice.objects.exists()
    assert not vote_to_reopen(question, by=ada, now=now).is_closed
    assert not Link.objects.filter(kind="duplicate").exists()


def test_chains_of_duplicates_lead_to_the_last_one(community, question, other, mo, ada, now):
    last = a_question(community, ada, title="What about error bars that are wrong, then?")
    vote_to_close(other, by=mo, reason=Reason.DUPLICATE, duplicate_of=last, now=now)
    vote_to_close(question, by=mo, reason=Reason.DUPLICATE, duplicate_of=other, now=now)
    assert Link.objects.get(source=question, kind="duplicate").target == last


def test_two_questions_are_not_duplicates_of_each_other(question, other, mo, now):
    vote_to_close(question, by=mo, reason=Reason.DUPLICATE, duplicate_of=other, now=now)
    with pytest.raises(Invalid, match="leads back"):
        vote_to_close(other, by=mo, reason=Reason.DUPLICATE, duplicate_of=question, now=now)


@pytest.mark.parametrize("which", ["itself", "a deleted one", "none"])
def test_what_no_question_is_a_duplicate_of(question, other, mo, now, which):
    other.deleted_at = now
    other.save()
    target = {"itself": question, "a deleted one": other, "none": None}[which]
    with pytest.raises(Invalid):
        vote_to_close(question, by=mo, reason=Reason.DUPLICATE, duplicate_of=target, now=now)


# --- a community's own reasons ---


def test_a_question_is_off_topic_for_a_reason_of_the_community(community, question, mo, now):
    why = CloseReason.objects.create(community=community, name="About shopping", added_at=now)
    assert vote_to_close(question, by=mo, reason=Reason.OFF_TOPIC, why=why, now=now).closed_why == why


@pytest.mark.parametrize("which", ["retired", "of another community"])
def test_reasons_that_are_no_reasons_here(community, strict, question, mo, now, which):
    why = CloseReason.objects.create(
        community=community if which == "retired" else strict, name="About shopping", added_at=now,
        retired_at=now if which == "retired" else None,
    )  # fmt: skip
    with pytest.raises(Invalid):
        vote_to_close(question, by=mo, reason=Reason.OFF_TOPIC, why=why, now=now)


# --- reopening ---


@pytest.fixture
def closed(question, mo, now):
    return vote_to_close(question, by=mo, reason=Reason.FOCUS, now=now)


def test_three_votes_open_it_again(community, closed, now):
    people = voters(community, 3)
    for person in people[:2]:
        assert vote_to_reopen(closed, by=person, now=now).is_closed
    opened = vote_to_reopen(closed, by=people[2], now=now)
    assert (opened.closed_at, opened.closed_reason, opened.closed_why) == (None, "", None)
    assert set(Tagging.objects.filter(question=closed).values_list("is_open", flat=True)) == {True}
    assert Happening.objects.get(verb="question.reopened").about_id == closed.pk


def test_a_moderator_opens_it_again_at_once(closed, mo, now):
    assert not vote_to_reopen(closed, by=mo, now=now).is_closed


def test_its_asker_opens_not_what_others_closed(closed, ada, now):
    with pytest.raises(Refused, match="you have"):
        vote_to_reopen(closed, by=ada, now=now)


# --- ageing ---


@pytest.mark.parametrize(("age", "is_closed"), [(14 * DAY - HOUR, True), (14 * DAY, False)])
def test_votes_age_away_after_14_days(community, question, now, age, is_closed):
    people = voters(community, 3)
    close_with(question, people[:2], now=now)
    assert vote_to_close(question, by=people[2], reason=Reason.FOCUS, now=now + age).is_closed == is_closed


@pytest.mark.parametrize(("age", "outcome"), [(14 * DAY - HOUR, ""), (14 * DAY, "aged")])
def test_each_night_ends_what_aged(community, question, now, age, outcome):
    from slashmentor.parts.questions.actions.age import age_ballots

    vote_to_close(question, by=voters(community, 1)[0], reason=Reason.FOCUS, now=now)
    for _night in range(2):
        age_ballots(now=now + age)
    assert outcomes(question) == [outcome]
    assert (Advice.objects.get().settled_at is None) == (outcome == "")
