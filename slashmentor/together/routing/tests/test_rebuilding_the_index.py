"""The index is built part by part, by whoever is free, and replaced when all of it is there."""

import threading
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.db import connection

from slashmentor.base.jobs import run_waiting
from slashmentor.base.jobs.models import Job
from slashmentor.commons.happenings import happened
from slashmentor.together.routing.index import rebuilding
from slashmentor.together.routing.index.held import the_index
from slashmentor.together.routing.index.rebuilding import do_part, rebuild, renew
from slashmentor.together.routing.models import Learned, Measured, Part
from tests.cast import a_question, an_answer

BUILDING, IN_USE = Learned.State.BUILDING, Learned.State.IN_USE


@pytest.fixture
def posts(community, ada, emmy):
    """Six, in three parts."""
    for number in range(3):
        question = a_question(community, ada, title=f"How does one write grant number {number}?")
        an_answer(question, emmy)
    Job.objects.all().delete()


@pytest.fixture
def _small_parts(monkeypatch):
    monkeypatch.setattr(rebuilding, "IDS_A_PART", 2)


def measured():
    return list(Measured.objects.order_by("entry").values_list("learned__state", flat=True))


@pytest.mark.usefixtures("posts", "_small_parts")
def test_all_posts_are_measured_and_the_new_index_is_used(now):
    rebuild(now=now)
    assert Part.objects.count() == 3
    run_waiting(now=now)
    assert measured() == [IN_USE] * 6
    assert Learned.objects.get().texts == 3


@pytest.mark.usefixtures("posts", "_small_parts")
def test_a_rebuild_that_was_killed_goes_on_where_it_was(now):
    rebuild(now=now)
    do_part(Part.objects.order_by("pk")[0].pk, now=now)
    before = set(Measured.objects.values_list("pk", flat=True))
    Job.objects.all().delete()  # the worker died for good
    renew(now=now)
    run_waiting(now=now)
    assert measured() == [IN_USE] * 6
    assert set(Measured.objects.values_list("pk", flat=True)) > before


@pytest.mark.usefixtures("posts", "_small_parts")
def test_a_part_that_was_killed_half_way_measures_the_rest_only(now):
    rebuild(now=now)
    first = Part.objects.order_by("pk")[0]
    do_part(first.pk, now=now)
    kept = Measured.objects.order_by("pk")[0]
    Measured.objects.exclude(pk=kept.pk).delete()
    Part.objects.update(done_at=None)
    run_waiting(now=now)
    assert measured() == [IN_USE] * 6
    assert Measured.objects.filter(pk=kept.pk).exists()


@pytest.mark.usefixtures("posts", "_small_parts")
def test_a_part_done_twice_is_done_once(now):
    rebuild(now=now)
    part = Part.objects.order_by("pk")[0]
    for _time in range(2):
        do_part(part.pk, now=now)
        Part.objects.filter(pk=part.pk).update(done_at=None)
    assert measured() == [BUILDING] * 2


@pytest.mark.usefixtures("posts")
def test_the_old_index_is_used_until_the_new_one_is_there_and_then_removed(now):
    for later in range(2):
        rebuild(now=now + timedelta(days=7 * later))
        assert Learned.objects.filter(state=IN_USE).count() == later
        run_waiting(now=now)
    assert [learned.begun_at for learned in Learned.objects.all()] == [now + timedelta(days=7)]
    assert measured() == [IN_USE] * 6


def test_an_empty_instance_has_nothing_to_learn(db, now):
    renew(now=now)
    run_waiting(now=now)
    assert Learned.objects.count() == 0


@pytest.mark.usefixtures("posts")
@pytest.mark.parametrize(("days", "again"), [(1, False), (7, True)])
def test_it_is_built_anew_once_a_week(now, days, again):
    rebuild(now=now)
    run_waiting(now=now)
    used = Learned.objects.get().pk
    renew(now=now + timedelta(days=days))
    run_waiting(now=now + timedelta(days=days))
    assert (Learned.objects.get().pk != used) == again


@pytest.mark.usefixtures("posts")
def test_it_is_built_anew_after_an_import(community, now):
    happened("community.imported", about=community, now=now)
    run_waiting(now=now)
    assert measured() == [IN_USE] * 6


@pytest.mark.usefixtures("posts")
def test_the_command_builds_it_and_says_how_far_it_is(capsys):
    call_command("routing_index")
    said = capsys.readouterr()
    assert said.out.startswith("6 posts measured, by the words of 3 questions; ")
    assert said.err.splitlines() == [
        "Learning the words …",
        "Measuring: 0 of 1 parts",
        "Measuring: 1 of 1 parts",
    ]


@pytest.mark.usefixtures("posts")
def test_a_process_uses_the_newest_one(now):
    with the_index() as index:
        assert index.learned_id is None
    rebuild(now=now)
    run_waiting(now=now)
    with the_index() as index:
        assert index.learned_id == Learned.objects.get().pk
        assert len(index.figures.text.columns) > 0


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("posts", "_small_parts")
def test_two_workers_measure_nothing_twice_and_one_of_them_begins_the_use(now):
    rebuild(now=now)
    together = threading.Barrier(2)

    def work():
        together.wait()
        for part in Part.objects.order_by("pk"):
            do_part(part.pk, now=now)
        connection.close()

    workers = [threading.Thread(target=work) for _number in range(2)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert measured() == [IN_USE] * 6
    assert Job.objects.filter(name__endswith="rebuilding.weigh").count() == 1
