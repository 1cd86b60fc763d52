import math
from datetime import timedelta

import pytest

from slashmentor.base.errors import Invalid, Refused
from slashmentor.base.jobs import run_waiting
from slashmentor.commons.happenings.models import Happening
from slashmentor.commons.topics.expertise.actions import list_expertise
from slashmentor.parts.questions.models import Entry
from slashmentor.together.routing.index import fitting_members
from slashmentor.together.routing.models import Trial, Tuning
from slashmentor.together.routing.ranking.comparing import compare
from slashmentor.together.routing.ranking.ranker import Model, Ranker
from slashmentor.together.routing.ranking.weighing import weighed
from slashmentor.together.routing.tuning import words
from slashmentor.together.routing.tuning.actions import KEPT, begin_trial, stop_trial, tune
from slashmentor.together.routing.tuning.queries import factors_of, newest_tuning
from slashmentor.together.routing.tuning.trying import try_out
from tests.cast import NOON, a_member, a_question, an_answer

from .made_up import history, trials

AS_LEARNED = {"activity": 1.0, "topics": 1.0, "profile": 1.0, "similar": 1.0}
TOPICS_MORE = {**AS_LEARNED, "topics": 2.0}


@pytest.fixture
def hana(db):
    return a_member("hana", name="Hana Host", is_staff=True)


def a_past(community, *, questions=60):
    """As long a past: two topics, three people who answer in each, always two of them."""
    people = [a_member(f"p{number}") for number in range(6)]
    asked = Entry.objects.bulk_create(
        Entry(
            kind=Entry.Kind.QUESTION,
            community=community,
            title=f"Which {'ring' if n % 2 else 'graph'} is it?",
            topic_names=["groups" if n % 2 else "graphs"],
            created_at=NOON + timedelta(hours=n),
            active_at=NOON,
        )
        for n in range(questions)
    )
    Entry.objects.bulk_create(
        Entry(
            kind=Entry.Kind.ANSWER,
            community=community,
            question=question,
            author=people[3 * (n % 2) + (n + turn) % 3],
            created_at=question.created_at,
            active_at=NOON,
        )
        for n, question in enumerate(asked)
        for turn in range(2)
    )


def test_what_counts_more_changes_who_is_first():
    (trial,) = trials(history(), most=1)
    usual, other = Ranker(Model.shipped("live")), Ranker(weighed(Model.shipped("live"), {"activity": 3, "topics": 0, "profile": 0, "similar": 0}))  # fmt: skip
    orders = [
        list(ranker.scores(trial.figures, trial.asked, trial.rows, trial.now).argsort())
        for ranker in (usual, other)
    ]
    assert orders[0] != orders[1]


def test_from_then_on_others_are_found_first(community, ada, emmy, eve, hana, now):
    list_expertise(eve, by=eve, levels={"groups": "learning"}, now=now)
    an_answer(a_question(community, ada, topics=["groups"]), emmy)
    for number in range(6):
        an_answer(a_question(community, ada, title=f"How is graph {number} drawn?", topics=["graphs"]), eve)
    question = a_question(community, ada, title="What is a group without an order?", topics=["groups"])

    def found():
        return [one.member_id for one in fitting_members(question, most=2, now=now)]

    tune({"activity": 0, "topics": 3}, by=hana, now=now)
    assert found() == [emmy.pk, eve.pk]
    tune({"activity": 3, "topics": 0}, by=hana, now=now)
    assert found() == [eve.pk, emmy.pk]


def test_a_trial_holds_other_weights_against_todays_on_the_same_questions():
    told = []
    found = compare(history(), {"tried": {"profile": 0}, "today": {}}, adapting=False, told=told.append)
    same = compare(history(), {"tried": {}, "today": {}}, adapting=False, told=told.append)
    assert found["today"] == same["today"] == same["tried"]
    assert same["lead"]["mrr"] == 0
    assert found["lead"]["mrr"] == pytest.approx(found["tried"]["mrr"] - found["today"]["mrr"], abs=2e-4)
    assert told[-1] == 1


def test_a_trial_is_measured_in_the_background_and_kept(community, hana):
    a_past(community)
    trial = begin_trial(TOPICS_MORE, by=hana, now=NOON)
    assert (trial.is_going, trial.instead_of) == (True, AS_LEARNED)
    run_waiting()
    trial.refresh_from_db()
    assert (trial.state, trial.progress) == ("done", 100)
    assert (trial.figures["questions"], trial.figures["candidates"]) == (12, 6)
    assert words.verdict(trial.figures).startswith("These are too few questions")
    assert not Tuning.objects.exists()


def test_an_instance_without_a_past_says_so(hana):
    trial = begin_trial(TOPICS_MORE, by=hana, now=NOON)
    run_waiting()
    trial.refresh_from_db()
    assert (trial.state, trial.figures) == ("done", {})
    assert words.verdict({}).startswith("The past of this place is too short to say anything")


def test_the_same_trial_twice_at_once_is_one(hana):
    first = begin_trial(TOPICS_MORE, by=hana, now=NOON)
    assert begin_trial(TOPICS_MORE, by=hana, now=NOON) == first
    with pytest.raises(Invalid, match="Other weights are being tried right now"):
        begin_trial({"topics": 3}, by=hana, now=NOON)


def test_old_trials_are_cleared_when_another_begins(hana):
    Trial.objects.bulk_create(Trial(factors={}, state="done", at=NOON) for _ in range(KEPT + 3))
    newest = begin_trial(TOPICS_MORE, by=hana, now=NOON)
    assert Trial.objects.count() == KEPT
    assert Trial.objects.latest("pk") == newest


def test_a_trial_that_was_stopped_stays_so(community, hana):
    a_past(community)
    trial = begin_trial(TOPICS_MORE, by=hana, now=NOON)
    stop_trial(trial, by=hana, now=NOON)
    run_waiting()
    trial.refresh_from_db()
    assert (trial.state, trial.figures) == ("stopped", {})
    assert begin_trial({"topics": 3}, by=hana, now=NOON).is_going


def test_one_that_goes_wrong_ends_and_lets_others_begin(community, hana):
    a_past(community)
    trial = begin_trial(TOPICS_MORE, by=hana, now=NOON)
    Trial.objects.update(factors={"topics": "much"})
    with pytest.raises(TypeError):
        try_out(trial.pk)
    trial.refresh_from_db()
    assert trial.state == "failed"
    try_out(trial.pk)  # the queue's second attempt


def test_what_is_kept_counts_from_then_on(hana):
    tuning = tune(TOPICS_MORE, by=hana, now=NOON)
    assert factors_of(newest_tuning()) == TOPICS_MORE
    happening = Happening.objects.get(verb="routing.tuned")
    assert (happening.by, happening.about, happening.data) == (hana, tuning, {"factors": TOPICS_MORE})


def test_keeping_what_counts_already_changes_nothing(hana):
    assert tune(AS_LEARNED, by=hana, now=NOON) is None
    tune(TOPICS_MORE, by=hana, now=NOON)
    assert tune(TOPICS_MORE, by=hana, now=NOON) is None
    assert Tuning.objects.count() == Happening.objects.count() == 1


@pytest.mark.parametrize("do", [tune, begin_trial])
def test_only_hosts_let_it_count_and_none_who_is_suspended(do, hana, ada, mo):
    hana.suspended_until = NOON + timedelta(days=1)
    for member in (ada, mo, hana):
        with pytest.raises(Refused):
            do(TOPICS_MORE, by=member, now=NOON)


@pytest.mark.parametrize("value", [math.nan, math.inf, -math.inf, -0.1, 3.01, 1e9])
def test_no_other_number_can_be_a_factor(hana, value):
    with pytest.raises(Invalid) as refused:
        tune({"topics": value}, by=hana, now=NOON)
    assert refused.value.errors == {"topics": "It has to be a number from 0 to 3."}
