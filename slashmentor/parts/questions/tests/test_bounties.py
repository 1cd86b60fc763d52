"""rules.md, "Bounties": from the offer to the end, never losing or making points."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from slashmentor.base.errors import Invalid, Refused
from slashmentor.base.jobs import run_waiting
from slashmentor.base.jobs.models import Job
from slashmentor.commons.happenings.models import Happening
from slashmentor.commons.people.actions import leave
from slashmentor.commons.safety.models import Decision
from slashmentor.commons.safety.verbs import says
from slashmentor.commons.standing.models import Line, Standing
from slashmentor.commons.standing.verifying import verify
from slashmentor.parts.questions.actions import (
    award_bounty,
    delete,
    give_back_bounty,
    offer_bounty,
    undelete,
    vote,
)
from slashmentor.parts.questions.actions.ending import end_bounty, end_what_was_missed, tell_of_the_end
from slashmentor.parts.questions.models import Bounty, Entry
from tests.cast import NOON, a_member, a_question, an_answer, give_points

LATER = NOON + timedelta(days=2)
IN_GRACE = LATER + timedelta(days=7, hours=23)
OVER = LATER + timedelta(days=8)
WHY = "It asks for answers of one side"


def reputation(member, community) -> int:
    return Standing.objects.get(member=member, community=community).reputation


def all_well() -> bool:
    return not any(result.differences for result in verify(repair=False, now=NOON))


@pytest.fixture
def rich(community, eve):
    """eve has a thousand points."""
    give_points(eve, community, 1000)
    return eve


@pytest.fixture
def bounty(question, rich):
    return offer_bounty(question, by=rich, amount=100, words=" Sources, please. ", now=LATER)


def test_the_points_are_gone_when_it_is_offered(bounty, community, rich, question):
    question.refresh_from_db()
    assert (reputation(rich, community), question.bounty) == (900, 100)
    assert (bounty.words, bounty.ends_at) == ("Sources, please.", LATER + timedelta(days=7))
    assert Happening.objects.get(verb="bounty.offered").about == bounty
    assert all_well()


@pytest.mark.parametrize(
    ("amount", "taken"),
    [(50, True), (100, True), (450, True), (500, True), (0, False), (49, False), (75, False), (550, False), (-50, False)],
)  # fmt: skip
def test_fifty_to_five_hundred_in_steps_of_fifty(question, rich, amount, taken):
    if taken:
        assert offer_bounty(question, by=rich, amount=amount, now=LATER).amount == amount
    else:
        with pytest.raises(Invalid, match="From 50 to 500 points, in steps of 50"):
            offer_bounty(question, by=rich, amount=amount, now=LATER)


@pytest.mark.parametrize(
    ("have", "amount", "sentence"),
    [
        (74, 50, "Offering a bounty opens at 75 points here; you have 74."),
        (75, 50, None),
        (100, 100, "You have 100 points here, and one stays."),
        (101, 100, None),
    ],
)
def test_nobody_offers_what_they_dont_have(community, question, emmy, have, amount, sentence):
    give_points(emmy, community, have)
    if sentence is None:
        offer_bounty(question, by=emmy, amount=amount, now=LATER)
        assert reputation(emmy, community) == have - amount
    else:
        with pytest.raises((Refused, Invalid)) as error:
            offer_bounty(question, by=emmy, amount=amount, now=LATER)
        assert error.value.sentence == sentence


def test_a_question_is_two_days_old_first(question, rich):
    with pytest.raises(Refused, match="A question is given 2 days"):
        offer_bounty(question, by=rich, amount=50, now=LATER - timedelta(seconds=1))


@pytest.mark.parametrize(
    ("state", "sentence"),
    [
        ({"closed_at": NOON}, "This question is closed"),
        ({"deleted_at": NOON}, "This question was deleted"),
        ({"locked_at": NOON}, "This question is locked"),
    ],
)
def test_what_takes_no_answers_takes_no_bounty(question, rich, state, sentence):
    Entry.objects.filter(pk=question.pk).update(**state)
    with pytest.raises(Refused, match=sentence):
        offer_bounty(question, by=rich, amount=50, now=LATER)


def test_an_answer_takes_none(answer, rich):
    with pytest.raises(Refused, match="offered on a question"):
        offer_bounty(answer, by=rich, amount=50, now=LATER)


def test_one_at_a_time_on_a_question(bounty, community, question, emmy):
    give_points(emmy, community, 500)
    with pytest.raises(Refused, match="There is a bounty on this question already"):
        offer_bounty(question, by=emmy, amount=50, now=LATER)
    with pytest.raises(IntegrityError), transaction.atomic():
        Bounty.objects.create(question=question, by=emmy, amount=50, offered_at=LATER, ends_at=LATER)


def test_three_at_a_time_by_a_person(community, ada, rich):
    questions = [a_question(community, ada, title=f"Which of the {n} ways is usual?") for n in range(4)]
    offered = [offer_bounty(question, by=rich, amount=50, now=LATER) for question in questions[:3]]
    with pytest.raises(Refused, match="You have 3 bounties open"):
        offer_bounty(questions[3], by=rich, amount=50, now=LATER)
    end_bounty(offered[0].pk, now=OVER)
    assert offer_bounty(questions[3], by=rich, amount=50, now=OVER).amount == 50


def test_at_least_a_hundred_by_who_has_answered(community, question, answer, emmy):
    give_points(emmy, community, 500)
    with pytest.raises(Invalid, match="From 100 to 500 points"):
        offer_bounty(question, by=emmy, amount=50, now=LATER)
    assert offer_bounty(question, by=emmy, amount=100, now=LATER).amount == 100


def test_each_repeat_doubles_the_least(community, question, rich, emmy):
    give_points(rich, community, 5000)
    now = LATER
    for least in (50, 100, 200, 400, 500, 500):
        with pytest.raises(Invalid, match=f"From {least} to 500 points"):
            offer_bounty(question, by=rich, amount=least - 50, now=now)
        bounty = offer_bounty(question, by=rich, amount=least, now=now)
        now += timedelta(days=9)
        end_bounty(bounty.pk, now=now)
    give_points(emmy, community, 500)
    assert offer_bounty(question, by=emmy, amount=50, now=now).amount == 50


def test_awarded_it_is_all_theirs_and_not_capped(bounty, community, rich, question, answer, emmy):
    give_points(emmy, community, 201)
    for _twice in range(2):
        award_bounty(bounty, answer, by=rich, now=LATER)
    question.refresh_from_db()
    assert (reputation(emmy, community), reputation(rich, community), question.bounty) == (301, 900, 0)
    assert Happening.objects.filter(verb="bounty.awarded").count() == 1
    assert all_well()


def test_an_award_cant_be_undone(bounty, community, rich, answer, question, ada, mo):
    other = an_answer(question, ada)
    award_bounty(bounty, answer, by=rich, now=LATER)
    for again in (
        lambda: award_bounty(bounty, other, by=rich, now=LATER),
        lambda: award_bounty(bounty, other, by=rich, now=OVER),
    ):
        with pytest.raises(Refused, match="that can’t be undone"):
            again()
    give_back_bounty(bounty, by=mo, reason=WHY, now=LATER)
    end_bounty(bounty.pk, now=OVER)
    bounty.refresh_from_db()
    assert (bounty.state, bounty.answer, bounty.awarded) == ("awarded", answer, 100)


@pytest.mark.parametrize(("moment", "awarded"), [(IN_GRACE, True), (OVER, False)])
def test_there_is_a_day_of_grace(bounty, rich, answer, moment, awarded):
    if awarded:
        assert award_bounty(bounty, answer, by=rich, now=moment).awarded == 100
    else:
        with pytest.raises(Refused, match="This bounty has ended"):
            award_bounty(bounty, answer, by=rich, now=moment)


def test_nobody_awards_their_own_answer(bounty, question, rich):
    own = an_answer(question, rich)
    with pytest.raises(Refused, match="somebody else’s answer"):
        award_bounty(bounty, own, by=rich, now=LATER)


def test_only_who_offered_it_awards_it(bounty, answer, ada):
    with pytest.raises(Refused, match="Only the person who offered"):
        award_bounty(bounty, answer, by=ada, now=LATER)


def test_it_goes_to_an_answer_to_its_question(bounty, community, rich, ada, emmy, question):
    other = an_answer(a_question(community, ada, title="Where else could it go?"), emmy)
    for wrong in (other, question):
        with pytest.raises(Invalid, match="an answer to its question"):
            award_bounty(bounty, wrong, by=rich, now=LATER)


def test_a_deleted_answer_or_one_of_nobody_wins_none(bounty, question, answer, emmy, ada, rich):
    other = an_answer(question, ada)
    delete(answer, by=emmy, now=LATER)
    Entry.objects.filter(pk=other.pk).update(author=None)
    for gone in (answer, other):
        with pytest.raises(Refused):
            award_bounty(bounty, gone, by=rich, now=LATER)


@pytest.mark.parametrize(
    ("scores", "winner"),
    [([], None), ([1], None), ([2], 0), ([2, 5], 1), ([3, 3], 0), ([-1, 2, 1], 1)],
)
def test_half_goes_to_the_best_new_answer_and_the_older_wins_a_tie(
    bounty, community, question, rich, scores, winner
):
    authors = [a_member(f"author-{number}") for number in range(len(scores))]
    answers = [
        an_answer(question, author, now=LATER + timedelta(hours=number))
        for number, author in enumerate(authors)
    ]
    for answer, score in zip(answers, scores, strict=True):
        for number in range(abs(score)):
            voter = a_member(f"voter-{answer.pk}-{number}")
            vote(answer, by=voter, value=1 if score > 0 else -1, now=LATER)
    end_bounty(bounty.pk, now=OVER)
    bounty.refresh_from_db()
    if winner is None:
        assert (bounty.state, bounty.awarded) == ("ended", 0)
    else:
        assert (bounty.state, bounty.awarded, bounty.answer) == ("automatic", 50, answers[winner])
        won = Line.objects.get(kind="bounty_won", member=authors[winner])
        assert (won.points, won.why) == (50, "automatic")
    assert reputation(rich, community) == 900
    assert Happening.objects.get(verb="bounty.ended").data["amount"] == bounty.awarded
    assert all_well()


def test_an_old_answer_or_ones_own_gets_nothing_by_itself(bounty, question, answer, rich):
    own = an_answer(question, rich, now=LATER)
    for entry in (answer, own):
        for number in range(3):
            vote(entry, by=a_member(f"voter-{entry.pk}-{number}"), value=1, now=LATER)
    end_bounty(bounty.pk, now=OVER)
    bounty.refresh_from_db()
    assert bounty.state == "ended"


def test_it_ends_once_and_not_before(bounty):
    end_bounty(bounty.pk, now=IN_GRACE)
    assert Bounty.objects.get().state == "open"
    for _twice in range(2):
        end_bounty(bounty.pk, now=OVER)
    assert Happening.objects.filter(verb="bounty.ended").count() == 1


@pytest.mark.parametrize(("moment", "told"), [(timedelta(days=6), 1), (timedelta(days=7), 0)])
def test_a_day_before_the_end_it_is_said(bounty, moment, told):
    tell_of_the_end(bounty.pk, now=LATER + moment)
    assert Happening.objects.filter(verb="bounty.ending").count() == told


def test_its_jobs_are_written_down_with_it(bounty):
    planned = {job.name.rpartition(".")[2]: job.run_at for job in Job.objects.filter(name__contains="ending")}
    assert planned == {"tell_of_the_end": LATER + timedelta(days=6), "end_bounty": OVER}
    run_waiting(OVER)
    assert Bounty.objects.get().state == "ended"


def test_one_that_was_missed_ends_with_the_next_round(bounty):
    Job.objects.all().delete()
    end_what_was_missed(now=OVER + timedelta(hours=2))
    run_waiting(OVER + timedelta(hours=2))
    assert Bounty.objects.get().state == "ended"


def test_a_moderator_cancels_and_the_points_are_back(bounty, community, question, rich, mo, ada):
    with pytest.raises(Refused, match="Only those who look after"):
        give_back_bounty(bounty, by=ada, reason=WHY, now=LATER)
    for _twice in range(2):
        assert give_back_bounty(bounty, by=mo, reason=WHY, now=LATER).state == "given_back"
    question.refresh_from_db()
    assert (reputation(rich, community), question.bounty) == (1000, 0)
    assert all_well()


def test_a_cancelled_one_is_logged_once_with_its_reason(bounty, rich, mo):
    with pytest.raises(Invalid, match="Please give a reason"):
        give_back_bounty(bounty, by=mo, reason=" ", now=LATER)
    for _twice in range(2):
        give_back_bounty(bounty, by=mo, reason=WHY, now=LATER)
    logged = Decision.objects.get()
    assert (says(logged.verb), logged.reason, logged.member) == ("Cancelled a bounty", WHY, rich)


def test_cancelling_one_that_ended_leaves_the_next_one_open(bounty, question, rich, mo):
    end_bounty(bounty.pk, now=OVER)
    question.refresh_from_db()
    offer_bounty(question, by=rich, amount=200, now=OVER)
    assert give_back_bounty(bounty, by=mo, reason=WHY, now=OVER).state == "ended"
    assert Bounty.objects.get(state="open").amount == 200


def test_who_offered_it_cancels_it_only_when_nobody_else_can(bounty, mo):
    Bounty.objects.update(by=mo)
    host = a_member("hana", is_staff=True)
    with pytest.raises(Refused, match="somebody else decides"):
        give_back_bounty(bounty, by=mo, reason=WHY, now=LATER)
    type(host).objects.filter(pk=host.pk).update(is_active=False)
    assert give_back_bounty(bounty, by=mo, reason=WHY, now=LATER).state == "given_back"


def test_with_the_question_deleted_the_points_are_back(bounty, community, question, rich, mo):
    delete(question, by=mo, now=LATER)
    undelete(question, by=mo, now=LATER)
    question.refresh_from_db()
    assert (reputation(rich, community), question.bounty, Bounty.objects.get().state) == (
        1000,
        0,
        "given_back",
    )
    assert all_well()


@pytest.mark.parametrize("who", ["offers", "wins"])
def test_an_account_that_goes_takes_its_points_along_and_nobody_elses(
    bounty, answer, emmy, rich, community, who
):
    award_bounty(bounty, answer, by=rich, now=LATER)
    leaves, stays = (rich, emmy) if who == "offers" else (emmy, rich)
    leave(leaves, by=leaves, now=LATER)
    assert reputation(stays, community) == (101 if who == "offers" else 900)
    assert all_well()


def test_a_bounty_of_somebody_who_left_is_still_awarded_by_itself(bounty, question, rich, emmy, community):
    leave(rich, by=rich, now=LATER)
    answer = an_answer(question, emmy, now=LATER)
    for number in range(2):
        vote(answer, by=a_member(f"voter-{number}"), value=1, now=LATER)
    end_bounty(bounty.pk, now=OVER)
    assert reputation(emmy, community) == 1 + 20 + 50


def test_words_have_an_end(question, rich):
    with pytest.raises(Invalid, match="At most 300 characters"):
        offer_bounty(question, by=rich, amount=50, words="x" * 301, now=LATER)
