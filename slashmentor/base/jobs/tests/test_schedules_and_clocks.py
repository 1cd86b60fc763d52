from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from slashmentor.base.jobs import every, job, queue, runner, schedules
from slashmentor.base.jobs.models import Job
from slashmentor.base.jobs.tests.deeds import deed, write, written

NOW = datetime(2026, 11, 2, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)
pytestmark = pytest.mark.django_db


@every(minutes=60)
@job(retries=1)
def strike(*, now: datetime) -> None:
    write(now.day, now.hour)


@every(minutes=60)
@job(retries=1)
def stumble() -> None:
    raise ValueError("again")


@pytest.fixture
def work(table, monkeypatch):
    """What a worker does when the clock says `now`: looks after its schedules, then does all that is due."""
    monkeypatch.setattr(schedules, "scheduled", lambda: [strike])

    def at(now):
        monkeypatch.setattr(timezone, "now", lambda: now)
        queue.calm(now=now)
        schedules.ensure(now=now)
        while found := queue.claim(now):
            runner.run(found, now=now)

    return at


def test_it_is_done_at_every_interval(work):
    for hours in range(3):
        work(NOW + hours * HOUR)
        work(NOW + hours * HOUR + HOUR / 2)
    assert written() == [(2, 12), (2, 13), (2, 14)]


def test_after_a_pause_it_is_done_once(work):
    work(NOW)
    work(NOW + 24 * HOUR)
    work(NOW + 24 * HOUR)
    assert written() == [(2, 12), (3, 12)]


def test_however_many_workers_plan_it_is_planned_once(work):
    for _ in range(3):
        schedules.ensure(now=NOW)
    queue.claim(NOW)
    schedules.ensure(now=NOW)
    assert Job.objects.count() == 1


def test_one_that_fails_is_never_given_up(work, monkeypatch):
    monkeypatch.setattr(schedules, "scheduled", lambda: [stumble])
    for hours in range(5):
        work(NOW + hours * HOUR)
    found = Job.objects.get()
    assert (found.state, found.attempts) == ("waiting", 5)
    assert found.run_at == NOW + 5 * HOUR


def test_after_the_clock_ran_three_days_ahead_it_strikes_as_before(work):
    work(NOW)
    work(NOW + 72 * HOUR)
    work(NOW + HOUR)
    work(NOW + 2 * HOUR)
    assert written() == [(2, 12), (2, 14), (5, 12)]


def test_after_the_clock_ran_three_days_behind_it_strikes_as_before(work):
    work(NOW - 72 * HOUR)
    work(NOW)
    work(NOW + HOUR)
    assert len(written()) == 3


def test_what_was_written_while_the_clock_ran_ahead_does_not_wait_for_days(monkeypatch):
    monkeypatch.setattr(timezone, "now", lambda: NOW + 72 * HOUR)
    deed.later(number=1)
    deed.later(number=2, at=NOW + 73 * HOUR)
    queue.calm(now=NOW)
    assert sorted(Job.objects.values_list("run_at", flat=True)) == [NOW, NOW + HOUR]


def test_wishes_for_days_ahead_stay_as_they_are(monkeypatch):
    monkeypatch.setattr(timezone, "now", lambda: NOW)
    deed.later(number=1, at=NOW + 72 * HOUR)
    queue.calm(now=NOW)
    assert Job.objects.get().run_at == NOW + 72 * HOUR
