from datetime import UTC, datetime, timedelta

import pytest
from django.db import transaction

from slashmentor.base.jobs import job, queue, run_waiting
from slashmentor.base.jobs.models import Job
from slashmentor.base.jobs.tests.deeds import deed, loose_deed, write, written

NOW = datetime(2026, 11, 2, 12, tzinfo=UTC)
pytestmark = pytest.mark.django_db


@job()
def greet(name: str, *, now: datetime) -> None:
    write(len(name), now.year)


@job(retries=1)
def stumble(number: int) -> None:
    write(number, 1)
    raise ValueError("over a\0 root")


@job()
def chain(left: int) -> None:
    write(left, 0)
    if left:
        chain.later(left=left - 1)


def test_a_job_is_done_once(table):
    deed.later(number=3)
    assert run_waiting() == 1
    assert written() == [(3, 1), (3, 2)]
    assert run_waiting() == 0


def test_called_as_it_is_it_is_done_now(table):
    deed(4)
    assert written() == [(4, 1), (4, 2)]
    assert not Job.objects.exists()


def test_what_is_rolled_back_is_never_done(table):
    with transaction.atomic():
        deed.later(number=1)
        transaction.set_rollback(True)
    assert run_waiting() == 0


def test_not_before_its_time(table):
    deed.later(number=1, at=datetime(2100, 1, 1, tzinfo=UTC))
    assert run_waiting() == 0
    assert run_waiting(datetime(2100, 1, 1, tzinfo=UTC)) == 1


def test_a_job_that_wants_to_know_the_time_is_told(table):
    greet.later(name="ada")
    run_waiting(datetime(2100, 1, 1, tzinfo=UTC))
    assert written() == [(3, 2100)]


def test_many_at_once_take_one_insert(table, django_assert_num_queries):
    with django_assert_num_queries(1):
        deed.later_many({"number": number} for number in range(30))
    assert run_waiting() == 30


def test_jobs_of_jobs_are_done_too(table):
    chain.later(left=2)
    assert run_waiting() == 3


def test_earlier_wishes_come_first(table):
    chain.later(left=0, at=NOW)
    deed.later(number=9, at=NOW - timedelta(hours=1))
    assert queue.claim(NOW).name == deed.name


def test_a_call_that_does_not_fit_is_refused_where_it_is_written():
    with pytest.raises(TypeError):
        deed.later(nonsense=1)
    with pytest.raises(TypeError):
        deed.later(number=object())
    with pytest.raises(ValueError, match="JSON compliant"):
        deed.later(number=float("nan"))


def test_two_jobs_may_not_share_a_name():
    with pytest.raises(TypeError, match="already"):
        job()(deed.function)


def test_a_parameter_may_not_be_called_like_a_word_of_later():
    def wrong(key: str) -> None: ...

    with pytest.raises(TypeError, match="key is a word of later"):
        job()(wrong)


# --- Keys ---


def test_with_a_key_only_one_waits(table):
    for _ in range(3):
        deed.later(number=1, key="one")
    deed.later(number=2, key="two")
    assert run_waiting() == 2
    assert written() == [(1, 1), (1, 2), (2, 1), (2, 2)]


def test_the_waiting_one_comes_no_later_than_the_new_one_wants(table):
    deed.later(number=1, key="one", at=NOW + timedelta(days=2))
    deed.later(number=1, key="one", at=NOW + timedelta(days=1))
    deed.later(number=1, key="one", at=NOW + timedelta(days=3))
    assert Job.objects.get().run_at == NOW + timedelta(days=1)


def test_what_changes_while_it_runs_needs_another_run(table):
    deed.later(number=1, key="one", at=NOW)
    running = queue.claim(NOW)
    deed.later(number=1, key="one", at=NOW)
    assert Job.objects.count() == 2
    # Put back it would be the second with this key, and the other does the same.
    queue.put_back(running, now=NOW, at=NOW, error="")
    assert Job.objects.get().state == "waiting"


# --- Errors ---


def test_effects_of_a_job_that_fails_are_undone_and_it_comes_back(table, caplog):
    stumble.later(number=1)
    assert run_waiting(raising=False) == 1
    found = Job.objects.get()
    assert (found.state, found.attempts, found.error) == ("waiting", 1, "ValueError: over a root")
    assert written() == []
    assert "stumble(number=1) failed (attempt 1)" in caplog.text


def test_after_its_retries_it_is_given_up_and_seen(table):
    stumble.later(number=1)
    day = datetime(2100, 1, 1, tzinfo=UTC)
    assert [run_waiting(day + timedelta(days=n), raising=False) for n in range(3)] == [1, 1, 0]
    assert [str(found) for found in queue.failed()] == [f"{stumble.name}(number=1)"]


def test_one_that_fails_does_not_stop_the_others(table):
    stumble.later(number=1)
    deed.later(number=2)
    assert run_waiting(raising=False) == 2
    assert written() == [(2, 1), (2, 2)]


def test_tests_want_to_see_the_error(table):
    stumble.later(number=1)
    with pytest.raises(ValueError, match="over a"):
        run_waiting()
    assert Job.objects.get().state == "waiting"


def test_what_was_given_up_can_be_tried_again(table):
    Job.objects.create(name=deed.name, args={"number": 1}, state="failed", attempts=9, run_at=NOW, set_at=NOW)
    assert queue.try_again(now=NOW) == 1
    assert run_waiting() == 1


def test_a_job_nobody_knows_waits_for_a_release_that_does(table):
    Job.objects.create(name="slashmentor.gone.job", run_at=NOW, set_at=NOW)
    run_waiting(raising=False)
    assert Job.objects.get().error == "LookupError: There is no job called slashmentor.gone.job."


def test_one_whose_worker_dies_every_time_is_given_up(table):
    Job.objects.create(name=stumble.name, args={"number": 1}, attempts=2, run_at=NOW, set_at=NOW)
    run_waiting()
    assert queue.failed()[0].error == "The worker ended in the midst of it, every time."


@pytest.mark.parametrize(
    ("attempts", "seconds"),
    [
        (1, 10),
        (2, 30),
        (3, 120),
        (4, 600),
        (5, 1800),
        (6, 3600),
        (7, 10800),
        (8, 21600),
        (9, 21600),
        (99, 21600),
    ],
)
def test_pauses_grow_and_differ_by_a_tenth(attempts, seconds):
    assert queue.back_off(attempts, 0.5) == timedelta(seconds=seconds)
    assert queue.back_off(attempts, 0) == timedelta(seconds=seconds) * 0.9
    assert queue.back_off(attempts, 1) == timedelta(seconds=seconds) * 1.1


# --- Leases ---


def test_a_claimed_job_is_nobody_elses_until_its_lease_ends(table):
    deed.later(number=1, at=NOW)
    assert queue.claim(NOW) is not None
    assert queue.claim(NOW + timedelta(seconds=59)) is None
    assert queue.claim(NOW + timedelta(seconds=60)).attempts == 2


def test_a_renewed_lease_lasts_longer(table):
    loose_deed.later(number=1, at=NOW)
    mine = queue.claim(NOW)
    queue.renew([mine], now=NOW + timedelta(seconds=50))
    assert queue.claim(NOW + timedelta(seconds=100)) is None


def test_who_lost_the_lease_leaves_no_effect(table):
    from slashmentor.base.jobs import runner

    deed.later(number=1, at=NOW)
    slow = queue.claim(NOW)
    quick = queue.claim(NOW + timedelta(minutes=2))
    assert runner.run(quick, now=NOW) is None
    assert runner.run(slow, now=NOW) is None
    assert written() == [(1, 1), (1, 2)]


def test_the_queue_finds_the_next_by_its_index(db):
    from django.db import connection

    if connection.vendor == "postgresql":
        return
    with connection.cursor() as cursor:
        cursor.execute(
            "EXPLAIN QUERY PLAN SELECT id FROM jobs_job WHERE NOT (state = 'failed') AND run_at <= '2026' "
            "ORDER BY run_at, id LIMIT 1"
        )
        assert cursor.fetchone()[3] == "SEARCH jobs_job USING INDEX jobs_next (run_at<?)"
