from datetime import UTC, datetime

import pytest
from django.db import IntegrityError

from slashmentor.base.bulk import insert, update
from slashmentor.base.jobs.models import Job, Worker

pytestmark = pytest.mark.django_db

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


def test_rows_come_as_the_orm_would_write_them():
    insert(
        Job,
        ("name", "args", "run_at", "set_at"),
        [("a", {"née": [1, None]}, NOON, NOON), ("b", {}, NOON, NOON)],
    )
    first, second = Job.objects.order_by("name")
    assert (first.args, first.run_at, second.args) == ({"née": [1, None]}, NOON, {})


def test_what_isnt_given_gets_its_default():
    insert(Job, ("name", "run_at", "set_at"), [("a", NOON, NOON)])
    job = Job.objects.get()
    assert (job.args, job.key, job.attempts, job.state, job.error) == ({}, None, 0, "waiting", "")


def test_thousands_are_one_query(django_assert_num_queries):
    with django_assert_num_queries(1):
        insert(Worker, ("name", "seen_at"), [(f"worker {number}", NOON) for number in range(3000)])
    assert Worker.objects.count() == 3000


def test_none_at_all_is_no_query(django_assert_num_queries):
    with django_assert_num_queries(0):
        insert(Worker, ("name", "seen_at"), [])
        update("UPDATE jobs_worker SET name = %s", [])


def test_the_databases_own_rules_hold():
    with pytest.raises(IntegrityError):
        insert(Worker, ("name", "seen_at"), [("same", NOON), ("same", NOON)])


def test_each_row_is_changed_by_its_own_values():
    insert(Worker, ("name", "seen_at"), [("a", NOON), ("b", NOON)])
    update("UPDATE jobs_worker SET name = %s WHERE name = %s", [("c", "a"), ("d", "b")])
    assert sorted(Worker.objects.values_list("name", flat=True)) == ["c", "d"]
