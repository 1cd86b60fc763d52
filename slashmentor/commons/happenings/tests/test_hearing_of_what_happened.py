from datetime import UTC, datetime

import pytest
from django.db import transaction

from slashmentor.base.jobs import run_waiting
from slashmentor.base.jobs.models import Job
from slashmentor.commons.happenings import happened, hears, latest, many_happened, telling
from slashmentor.commons.happenings.models import Happening

NOW = datetime(2026, 11, 2, 12, tzinfo=UTC)
pytestmark = pytest.mark.django_db

heard = []


def note(happening):
    heard.append((happening.verb, happening.data, happening.at))


def mark(happening):
    Happening.objects.filter(pk=happening.pk).update(about_kind="marked")


def stumble(_happening):
    raise ValueError("over a root")


@pytest.fixture(autouse=True)
def listeners(monkeypatch):
    """Nobody listens but who is named in a test."""
    monkeypatch.setattr(telling, "_listeners", {})
    monkeypatch.setattr(telling, "_hearing", telling.defaultdict(list))
    heard.clear()


def test_who_listens_hears_of_it_once():
    hears("tree.planted", "tree.felled")(note)
    happened("tree.planted", now=NOW, kind="oak")
    happened("tree.watered", now=NOW)
    assert heard == []
    run_waiting()
    run_waiting()
    assert heard == [("tree.planted", {"kind": "oak"}, NOW)]


def test_what_was_rolled_back_did_not_happen():
    hears("tree.planted")(note)
    before = latest()
    with transaction.atomic():
        happened("tree.planted", now=NOW)
        transaction.set_rollback(True)
    run_waiting()
    assert (heard, latest()) == ([], before)


def test_a_listener_that_fails_stops_no_other():
    hears("tree.planted")(stumble)
    hears("tree.planted")(note)
    happened("tree.planted", now=NOW)
    run_waiting(raising=False)
    assert len(heard) == 1
    assert Job.objects.get().error == "ValueError: over a root"


def test_any_number_of_listeners_costs_two_inserts(django_assert_num_queries):
    for listener in (note, mark, stumble):
        hears("tree.planted")(listener)
    with django_assert_num_queries(4):  # two of them begin and end the transaction
        happened("tree.planted", now=NOW)
    assert Job.objects.count() == 3


def test_one_function_listens_once():
    hears("tree.planted")(note)
    with pytest.raises(TypeError, match="listens already"):
        hears("tree.felled")(note)
    with pytest.raises(TypeError, match="each verb once"):
        hears("tree.planted", "tree.planted")(mark)


def test_one_that_listens_no_more_is_an_error_for_the_doctor():
    hears("tree.planted")(note)
    happened("tree.planted", now=NOW)
    telling._listeners.clear()
    run_waiting(raising=False)
    assert Job.objects.get().error == f"LookupError: Nobody called {__name__}.note listens."


def test_what_it_is_about_can_be_asked_for_even_when_it_is_gone():
    first = happened("tree.planted", now=NOW)
    second = happened("tree.felled", about=first, now=NOW)
    assert Happening.objects.get(pk=second.pk).about == first
    first.delete()
    assert Happening.objects.get(pk=second.pk).about is None
    assert first.about is None


def test_the_latest_number_grows_with_everything_that_happens():
    numbers = [latest()]
    for _ in range(3):
        happened("tree.planted", now=NOW)
        numbers.append(latest())
    assert numbers == sorted(set(numbers))


@pytest.mark.postgres
def test_the_latest_number_changes_even_when_an_earlier_id_appears_later():
    for _ in range(3):
        newest = happened("tree.planted", now=NOW)
    Happening.objects.filter(pk=newest.pk - 1).delete()
    before = latest()
    Happening.objects.create(pk=newest.pk - 1, verb="tree.planted", at=NOW)
    assert latest() > before


def test_many_things_at_once_are_each_heard_of(django_assert_max_num_queries):
    hears("tree.planted")(note)
    trees = [
        Job.objects.create(name=f"tree {n}", run_at=NOW.replace(year=2099), set_at=NOW) for n in range(20)
    ]
    with django_assert_max_num_queries(10):
        many_happened("tree.planted", [(None, tree, NOW, {"number": n}) for n, tree in enumerate(trees)])
    run_waiting()
    assert [data for _, data, _ in heard] == [{"number": n} for n in range(20)]
    assert Happening.objects.first().about == trees[0]
