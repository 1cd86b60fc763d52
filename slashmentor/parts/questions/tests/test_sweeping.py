from datetime import timedelta

import pytest

from slashmentor.base.errors import Refused
from slashmentor.base.jobs import run_waiting
from slashmentor.commons.communities.models import Community
from slashmentor.commons.happenings import happened
from slashmentor.commons.happenings.models import Happening
from slashmentor.parts.questions.actions import delete, undelete
from slashmentor.parts.questions.actions.sweep import AT_ONCE, sweep, sweep_community, to_sweep
from slashmentor.parts.questions.models import Entry, Link, Persona, Sweeping
from tests.cast import a_question, an_answer

DAY = timedelta(days=1)
HOUR = timedelta(hours=1)
SECOND = timedelta(seconds=1)


def why(question, now):
    """By which row it would be swept; None: it stays."""
    question.refresh_from_db()
    due = to_sweep(question.community_id, _numbers(question), now=now).filter(pk=question.pk)
    return due.values_list("swept_why", flat=True).first()


def _numbers(question):
    from slashmentor.commons.communities.numbers import numbers_of

    return numbers_of(question.community)


def make(question, **facts):
    """Give it these facts; `score` also as votes would."""
    score = facts.get("score", 0)
    facts.update(ups=max(score, 0), downs=max(-score, 0), score=score)
    Entry.objects.filter(pk=question.pk).update(**facts)


@pytest.mark.parametrize(
    ("facts", "age", "swept"),
    [
        ({"score": -1}, 30 * DAY + SECOND, "low"),
        ({"score": -1}, 30 * DAY, None),
        ({"score": 0}, 30 * DAY + SECOND, None),
        ({"score": -1, "answer_count": 1}, 30 * DAY + SECOND, None),
        ({"score": -1, "bounty": 50}, 30 * DAY + SECOND, None),
    ],
)
def test_low_ones_are_swept_after_30_days(question, now, facts, age, swept):
    make(question, **facts)
    assert why(question, now + age) == swept


@pytest.mark.parametrize(
    ("facts", "age", "swept"),
    [
        ({"views": 547, "comment_count": 1}, 365 * DAY + SECOND, "quiet"),
        ({"views": 547}, 365 * DAY, None),
        ({"views": 548}, 365 * DAY + SECOND, None),
        ({"views": 548}, 366 * DAY, "quiet"),
        ({"views": 547, "comment_count": 2}, 365 * DAY + SECOND, None),
        ({"views": 547, "answer_count": 1}, 365 * DAY + SECOND, None),
        ({"views": 547, "score": 1}, 365 * DAY + SECOND, None),
    ],
)
def test_quiet_ones_are_swept_after_a_year(question, now, facts, age, swept):
    make(question, **facts)
    assert why(question, now + age) == swept


@pytest.mark.parametrize(
    ("facts", "age", "swept"),
    [
        ({}, 9 * DAY, "closed"),
        ({}, 9 * DAY - SECOND, None),
        ({"answer_count": 1}, 9 * DAY, "closed"),
        ({"answer_count": 1, "is_answered": True}, 9 * DAY, None),
        ({"score": 1}, 9 * DAY, None),
        ({"closed_reason": "duplicate"}, 9 * DAY, None),
    ],
)
def test_closed_ones_are_swept_after_9_days(question, now, facts, age, swept):
    make(question, **{"closed_at": now, "closed_reason": "focus", **facts})
    assert why(question, now + age) == swept


@pytest.mark.parametrize(("edited", "swept"), [(-DAY, "closed"), (timedelta(0), "closed"), (SECOND, None)])
def test_a_closed_one_that_was_edited_since_stays(question, now, edited, swept):
    make(question, closed_at=now, closed_reason="focus", created_at=now - 5 * DAY, edited_at=now + edited)
    assert why(question, now + 9 * DAY) == swept


@pytest.mark.parametrize(("edited", "swept"), [(-HOUR, "closed"), (SECOND - HOUR, None)])
def test_an_edit_of_its_anonymous_asker_may_be_of_any_moment_of_its_hour(question, now, edited, swept):
    persona = Persona.objects.create(name="Quiet Heron", receipt="1")
    make(question, persona=persona, author=None, closed_at=now, closed_reason="focus",
         created_at=now - 5 * DAY, edited_at=now + edited)  # fmt: skip
    assert why(question, now + 9 * DAY) == swept


def test_an_imported_duplicate_stays_whatever_its_words_are(community, question, ada, now):
    other = a_question(community, ada, title="What has been asked here before?")
    Link.objects.create(source=question, target=other, kind=Link.Kind.DUPLICATE, at=now)
    make(question, closed_at=now, created_at=now - 5 * DAY)
    assert why(question, now + 20 * DAY) is None


@pytest.mark.parametrize(("days", "swept"), [(30, None), (31, "low")])
def test_an_imported_one_stays_as_long_as_a_new_one(question, now, days, swept):
    make(question, score=-1, created_at=now - 3000 * DAY, origin_id=7)
    happened("community.imported", about=question.community, now=now)
    assert why(question, now + days * DAY) == swept


def test_while_an_import_runs_nothing_of_it_is_swept(question, now):
    Community.objects.update(origin_name="Elsewhere", created_at=now)
    make(question, score=-1, created_at=now - 3000 * DAY, origin_id=7)
    assert why(question, now + DAY) is None


def test_what_is_locked_stays(question, now):
    make(question, score=-1, locked_at=now)
    assert why(question, now + 40 * DAY) is None


# --- the night ---


@pytest.fixture
def swept(question, now):
    make(question, score=-1)
    for _night in range(2):
        sweep_community(question.community_id, now=now + 31 * DAY)
    question.refresh_from_db()
    return question


def test_each_night_takes_away_what_is_due(swept, now):
    assert (swept.deleted_at, swept.deleted_by) == (now + 31 * DAY, None)
    assert Sweeping.objects.get().why == "low"
    assert [happening.data for happening in Happening.objects.filter(verb="entry.deleted")] == [
        {"swept": "low"}
    ]
    assert Community.objects.get(pk=swept.community_id).question_count == 0


def test_its_author_brings_it_back_and_it_stays(swept, ada, now):
    undelete(swept, by=ada, now=now + 32 * DAY)
    sweep_community(swept.community_id, now=now + 33 * DAY)
    swept.refresh_from_db()
    assert swept.deleted_at is None
    assert Sweeping.objects.get().brought_back_at == now + 32 * DAY


def test_what_a_moderator_deletes_later_its_author_brings_not_back(swept, ada, mo, now):
    undelete(swept, by=ada, now=now + 32 * DAY)
    delete(swept, by=mo, now=now + 33 * DAY)
    with pytest.raises(Refused):
        undelete(swept, by=ada, now=now + 34 * DAY)


def test_many_are_swept_in_several_steps(community, ada, now):
    for number in range(AT_ONCE + 1):
        make(a_question(community, ada, title=f"A question that nobody liked, number {number}?"), score=-1)
    sweep()
    run_waiting(now=now + 31 * DAY)
    assert Entry.objects.filter(deleted_at=None).count() == 0


def test_an_answered_question_stays(question, emmy, now):
    make(question, score=-3)
    an_answer(question, emmy)
    assert why(question, now + 400 * DAY) is None
