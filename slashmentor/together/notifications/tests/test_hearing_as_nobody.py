"""What the asker of an anonymous question hears: that there is news, at the full hour; and nothing that leads to them."""

from datetime import timedelta

import pytest
from django.apps import apps
from django.utils import timezone

from slashmentor.base.jobs import run_waiting
from slashmentor.commons.happenings import happened
from slashmentor.parts.questions import actions, seals
from slashmentor.parts.questions.models import Bounty, Suggestion
from tests.cast import NOON, a_member, an_answer, give_points

pytestmark = pytest.mark.django_db

# Ahead of the clock, by which jobs are due.
LATER = seals.hour_of(timezone.now()) + timedelta(days=2, minutes=40)
HOUR = seals.hour_of(LATER) + timedelta(hours=1)


@pytest.fixture
def asker():
    return a_member("canary", pk=987_654_321, name="Canary Whitcombe")


@pytest.fixture
def asked(community, asker):
    question = actions.ask_anonymously(
        community, by=asker, title="How do I leave a lab where nobody talks to me?", topics=["leaving"], now=NOON,
        body="I have been here for two years, and every meeting is cancelled at the last minute.",
    )  # fmt: skip
    run_waiting()
    return question


@pytest.fixture
def things(asked, emmy, mo):
    """What something can happen to, with what belongs to it."""
    answer = an_answer(asked, emmy)
    suggestion = {"body": "Two years, and every meeting is cancelled.", "based_on": 1, "at": NOON}
    things = {
        "question": asked,
        "answer": answer,
        "bounty": Bounty.objects.create(question=asked, by=mo, amount=50, offered_at=NOON, ends_at=LATER),
        "edit": Suggestion.objects.create(entry=asked, by=mo, title=asked.title, **suggestion),
        "edit of an answer": Suggestion.objects.create(entry=answer, by=mo, **suggestion),
    }
    run_waiting()
    return things


def heard(asker):
    """What the asker hears of all that happened, once it is the next hour; of what was before, nothing."""
    asker.notifications.all().delete()
    run_waiting(LATER)
    assert not asker.notifications.exists()
    run_waiting(HOUR)
    return [(told.kind, told.at) for told in asker.notifications.exclude(kind="badge")]


@pytest.mark.parametrize(
    ("verb", "about", "hears"),
    [
        ("bounty.offered", "bounty", True),
        ("bounty.awarded", "bounty", True),
        ("bounty.ended", "bounty", True),
        ("bounty.ending", "bounty", False),
        ("edit.suggested", "edit", True),
        ("edit.suggested", "edit of an answer", False),
        ("question.advised", "question", True),
        ("question.closed", "question", True),
        ("question.reopened", "question", True),
        ("vote.noted", "question", True),
        ("vote.noted", "answer", False),
    ],
)
def test_what_the_asker_hears_of(things, asker, eve, verb, about, hears):
    happened(verb, by=eve, about=things[about], now=LATER)
    assert heard(asker) == ([("persona", HOUR)] if hears else [])


def test_of_a_bounty_that_went_with_the_question_they_hear_nothing(things, asker):
    """They deleted it themselves; else they hear of the deletion."""
    type(things["question"]).objects.filter(pk=things["question"].pk).update(deleted_at=LATER)
    happened("bounty.ended", about=things["bounty"], now=LATER)
    assert heard(asker) == []


def test_who_offers_a_bounty_on_their_own_leaves_no_other_trace_than_anybody(community, asked, asker, emmy):
    """Were the asker not told of their own, what is missing in the tables would tell who asked."""
    for member in (asker, emmy):
        give_points(member, community, 300)
    jobs = []
    for number, member in enumerate((asker, emmy)):
        moment = LATER + timedelta(days=20 * number)
        bounty = actions.offer_bounty(asked, by=member, amount=50, now=moment)
        run_waiting(moment)
        jobs.append(
            list(_jobs().filter(run_at=seals.hour_of(moment) + timedelta(hours=1)).values_list("name", "key"))
        )
        actions.give_back_bounty(
            bounty, by=a_member(f"host-{number}", is_staff=True), reason="A mistake", now=moment
        )
        run_waiting(moment + timedelta(hours=2))
    assert jobs[0] == jobs[1]
    assert len(jobs[0]) == 1


def test_no_row_names_the_asker_and_what_was_told_of(things, asker, eve):
    """The canary: of what names the asker, nothing but the account itself and a word about nothing."""
    for verb, about in (("bounty.offered", "bounty"), ("edit.suggested", "edit"), ("vote.noted", "question")):
        happened(verb, by=eve, about=things[about], now=LATER)
    heard(asker)
    naming = {
        model._meta.label_lower
        for model in apps.get_models(include_auto_created=True)
        for row in model._base_manager.values()
        if any(mark in repr(row) for mark in ("987654321", "canary", "Canary"))
    }
    assert naming <= {"people.member", "notifications.notification"}
    told = asker.notifications.get()
    assert (told.entry, told.comment, told.happening, told.by, told.data) == (None, None, None, None, {})


def _jobs():
    return apps.get_model("jobs.job").objects.filter(name__endswith="tell_asker")
