"""What a process knows of the directory: read once, kept right, never another database's."""

import threading
from datetime import timedelta

import pytest
from django.db import connection, connections

from slashmentor.parts.mentors import actions
from slashmentor.parts.mentors.directory import held, sweeping
from slashmentor.parts.mentors.models import Listing, Shelf
from tests.cast import NOON


def ids(now=NOON):
    with held.the_shelf(now) as shelf:
        return set(shelf.column("id")[shelf.column("alive")].tolist())


def test_what_comes_and_goes(listed):
    assert ids() == set()
    one, other = listed("One"), listed("Other")
    assert ids() == {one.pk, other.pk}
    Listing.objects.filter(pk=one.pk).update(gone=True, version=actions.next_version())
    assert ids() == {other.pk}
    third = listed("Third")  # takes the place that became free
    assert ids() == {other.pk, third.pk}


def test_one_query_when_nothing_changed(listed, django_assert_num_queries):
    listed("One")
    ids()
    with django_assert_num_queries(1):
        ids()
    listed("Other")
    with django_assert_num_queries(2):
        ids()


def test_more_than_fit_at_first(listed):
    for number in range(600):
        listed(f"Mentor {number}", topics=[f"topic-{number}"])
    assert len(ids()) == 600
    with held.the_shelf(NOON) as shelf:
        assert len(shelf.topics.all) == 601


def test_versions_that_go_backwards_are_another_database(listed):
    one, other = listed("One"), listed("Other")
    assert ids() == {one.pk, other.pk}
    # as when a backup is brought back
    Listing.objects.filter(pk=other.pk).delete()
    Shelf.objects.update(version=one.version)
    assert ids() == {one.pk}


def test_after_half_a_day_all_is_read_anew(listed):
    one = listed("One")
    ids()
    Listing.objects.filter(pk=one.pk).delete()  # behind its back
    assert ids() == {one.pk}
    assert ids(NOON + held.LONGEST + timedelta(minutes=1)) == set()


def test_where_much_changed_all_is_read_anew(listed, monkeypatch):
    ids()
    monkeypatch.setattr(held, "TOO_MANY", 5)
    found = {listed(f"Mentor {number}").pk for number in range(9)}
    assert ids() == found


@pytest.mark.postgres  # tests' SQLite is in memory, where threads lock each other out
@pytest.mark.django_db(transaction=True)
def test_many_readers_while_somebody_writes(listed):
    listed("First")
    wrong, done = [], threading.Event()

    def read():
        try:
            known = 0
            while not done.is_set():
                found = len(ids())
                if found < known:
                    wrong.append(f"{known} before, {found} after")
                known = found
        except Exception as error:  # noqa: BLE001 - whatever it is, the test fails
            wrong.append(repr(error))
        finally:
            connections.close_all()

    readers = [threading.Thread(target=read) for _one in range(3)]
    for reader in readers:
        reader.start()
    for number in range(30):
        listed(f"Mentor {number}")
    done.set()
    for reader in readers:
        reader.join()
    assert wrong == []
    assert len(ids()) == 31


def test_words_are_indexed_by_the_database_itself(listed):
    """A migration that makes the table anew loses SQLite's triggers; 0002_words.py has them."""
    one = listed("One", words="Łódź reviews")
    assert words("lodz") == [one.pk]
    Listing.objects.filter(pk=one.pk).update(words="figures")
    assert (words("lodz"), words("figures"), words("figu")) == ([], [one.pk], [one.pk])
    one.delete()
    assert words("figures") == []
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("INSERT INTO mentors_words (mentors_words) VALUES ('integrity-check')")


def words(*wanted):
    from slashmentor.parts.mentors.directory.having_words import listings_with

    return listings_with(wanted)


def test_lines_that_went_are_swept_after_a_month(listed, offer):
    went, page = listed("Went"), listed("Came back")
    went.gone, went.version = True, actions.next_version()
    went.save()
    actions.save(offer.member, by=offer.member, said={"pace": "An hour a week"}, now=NOON)
    late = listed("Late", gone=True)
    sweeping.sweep_gone_listings(now=NOON + timedelta(days=29))
    assert Listing.objects.count() == 4
    sweeping.sweep_gone_listings(now=NOON + timedelta(days=31))
    assert set(Listing.objects.values_list("pk", flat=True)) == {offer.listing.pk, page.pk, late.pk}
