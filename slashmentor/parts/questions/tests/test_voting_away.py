from datetime import timedelta

import pytest

from slashmentor.base.errors import Refused
from slashmentor.commons.standing.models import Standing
from slashmentor.parts.questions import rules
from slashmentor.parts.questions.actions import (
    undelete,
    vote,
    vote_to_close,
    vote_to_delete,
    vote_to_reopen,
    vote_to_undelete,
)
from slashmentor.parts.questions.actions.sweep import sweep_community
from slashmentor.parts.questions.models import Ballot, Entry, Reason
from tests.cast import a_member, give_points

DAY = timedelta(days=1)


@pytest.fixture
def trusted(community):
    """Three members with enough points to vote on deleting anything."""
    made = [a_member(f"trusted-{number}") for number in range(3)]
    for member in made:
        give_points(member, community, 5000)
    return made


@pytest.fixture
def closed(question, mo, now):
    return vote_to_close(question, by=mo, reason=Reason.FOCUS, now=now)


def all_vote(entry, people, now):
    for person in people:
        entry = vote_to_delete(entry, by=person, now=now)
    return entry


@pytest.mark.parametrize(("after", "may"), [(2 * DAY - timedelta(seconds=1), False), (2 * DAY, True)])
def test_a_question_is_voted_away_two_days_after_it_was_closed(closed, trusted, now, after, may):
    if may:
        assert all_vote(closed, trusted, now + after).deleted_at == now + after
    else:
        with pytest.raises(Refused, match="closed for 2 days"):
            all_vote(closed, trusted, now + after)


def test_it_takes_three(closed, trusted, now):
    assert all_vote(closed, trusted[:2] * 2, now + 2 * DAY).deleted_at is None
    assert all_vote(closed, trusted[2:], now + 2 * DAY).deleted_at is not None


@pytest.mark.parametrize(("points", "may"), [(1999, False), (2000, True)])
def test_moderator_tools_open_at_2000_points_in_a_new_community(community, closed, eve, now, points, may):
    give_points(eve, community, points)
    if may:
        vote_to_delete(closed, by=eve, now=now + 2 * DAY)
        assert Ballot.objects.get(purpose="delete").voter == eve
    else:
        with pytest.raises(Refused, match="opens at 2000 points here"):
            vote_to_delete(closed, by=eve, now=now + 2 * DAY)


@pytest.mark.parametrize(("points", "may"), [(3999, False), (4000, True)])
def test_trusted_members_vote_on_answers_from_4000_points(community, answer, eve, emmy, now, points, may):
    Entry.objects.filter(pk=answer.pk).update(downs=1, score=-1)
    give_points(eve, community, points)
    if may:
        vote_to_delete(answer, by=eve, now=now)
        assert Ballot.objects.get(purpose="delete").voter == eve
    else:
        with pytest.raises(Refused, match="opens at 4000 points here"):
            vote_to_delete(answer, by=eve, now=now)


@pytest.mark.parametrize(("score", "may"), [(0, False), (-1, True)])
def test_answers_are_voted_away_with_a_score_below_0(answer, trusted, now, score, may):
    Entry.objects.filter(pk=answer.pk).update(downs=-score, score=score)
    if may:
        assert all_vote(answer, trusted, now).deleted_at == now
    else:
        with pytest.raises(Refused, match="score of -1 or less"):
            all_vote(answer, trusted, now)


def test_a_moderator_deletes_at_once(answer, mo, now):
    assert vote_to_delete(answer, by=mo, now=now).deleted_at == now


def test_points_go_with_it_and_come_back(question, answer, ada, trusted, now):
    vote(answer, by=ada, value=1, now=now)
    for person in trusted[:2]:
        vote(answer, by=person, value=-1, now=now)
    a_third = a_member("third")
    vote(answer, by=a_third, value=-1, now=now)
    before = Standing.objects.get(member=answer.author_id).points
    all_vote(answer, trusted, now)
    assert (before, Standing.objects.get(member=answer.author_id).points) == (1 + 10 - 6, 1)
    for person in trusted:
        vote_to_undelete(answer, by=person, now=now)
    assert Standing.objects.get(member=answer.author_id).points == before


def test_votes_bring_back_what_votes_deleted(closed, trusted, ada, now):
    gone = all_vote(closed, trusted, now + 2 * DAY)
    with pytest.raises(Refused):
        undelete(gone, by=ada, now=now + 3 * DAY)
    for person in trusted:
        gone = vote_to_undelete(gone, by=person, now=now + 3 * DAY)
    assert gone.deleted_at is None


def test_votes_bring_back_what_was_swept(question, trusted, now):
    Entry.objects.filter(pk=question.pk).update(downs=1, score=-1)
    sweep_community(question.community_id, now=now + 31 * DAY)
    for person in trusted:
        question = vote_to_undelete(question, by=person, now=now + 32 * DAY)
    assert question.deleted_at is None


def test_votes_bring_not_back_what_its_author_deleted(question, ada, trusted, now):
    from slashmentor.parts.questions.actions import delete

    delete(question, by=ada, now=now)
    with pytest.raises(Refused, match="Whoever deleted this"):
        vote_to_undelete(question, by=trusted[0], now=now)


@pytest.mark.parametrize(("points", "sees"), [(1999, False), (2000, True)])
def test_moderator_tools_see_what_was_deleted(community, question, ada, eve, now, points, sees):
    from slashmentor.parts.questions.actions import delete

    give_points(eve, community, points)
    gone = delete(question, by=ada, now=now)
    assert rules.can_see.test(eve, gone) == sees
    assert Entry.objects.visible_to(eve).filter(pk=gone.pk).exists() == sees


def test_open_votes_end_when_it_goes(closed, trusted, mo, now):
    vote_to_reopen(closed, by=trusted[0], now=now)
    vote_to_delete(closed, by=mo, now=now)
    assert Ballot.objects.get(purpose="reopen").outcome == "lapsed"
