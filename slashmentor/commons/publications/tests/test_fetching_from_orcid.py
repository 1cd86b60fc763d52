"""The public works of one's own record; ORCID's place is taken by a server of ours."""

import json
from datetime import timedelta

import pytest

from slashmentor.base.errors import Invalid
from slashmentor.base.fetch.tests.servers import a_door, a_server
from slashmentor.base.jobs.models import Job
from slashmentor.commons.people.models import Proof
from slashmentor.commons.publications.actions import ask_orcid, remove_all
from slashmentor.commons.publications.actions.orcid import RECORDS, bring_record, is_under_way
from slashmentor.commons.publications.models import Bringing
from tests.cast import NOON

pytestmark = pytest.mark.django_db
IRIS = "0000-0002-1825-0097"
WORKS = f"/{IRIS}/works"


def works(*titles):
    groups = [
        {"work-summary": [{"put-code": number, "title": {"title": {"value": title}}}]}
        for number, title in enumerate(titles)
    ]
    return json.dumps({"group": groups, "path": WORKS}).encode()


@pytest.fixture(scope="module")
def server():
    with a_server() as running:
        yield running


@pytest.fixture
def connected(ada):
    Proof.objects.create(
        member=ada, kind=Proof.Kind.ORCID, address=f"https://orcid.org/{IRIS}", added_at=NOON, proven_at=NOON
    )
    return ada


@pytest.fixture
def fetched(server):
    """Ends an import that is under way, with a record that says this."""

    def fetch(under_way, said, **door):
        server.pages[WORKS] = said
        return bring_record(under_way, through=a_door(**door), at=server.url().rstrip("/"), now=NOON)

    yield fetch
    server.pages.clear()


def ask(member):
    return ask_orcid(member, by=member, now=NOON)


def test_one_press_brings_them_all(connected, fetched):
    done = fetched(ask(connected), works("Roofs", "Maps"))
    assert (done.state, done.added, done.problem_count) == ("done", 2, 0)
    assert Bringing.objects.get() == done
    assert set(connected.publications.values_list("title", "source")) == {
        ("Roofs", "orcid"),
        ("Maps", "orcid"),
    }


def test_pressed_twice_it_is_one_fetch(connected):
    assert ask(connected) == ask(connected)
    assert Job.objects.filter(name__endswith="fetch_record").count() == 1


def test_one_that_was_lost_is_begun_again_after_an_hour(connected):
    under_way = ask(connected)
    Job.objects.all().delete()
    for minutes, jobs in ((59, 0), (61, 1), (62, 1)):
        now = NOON + timedelta(minutes=minutes)
        assert is_under_way(ask_again := Bringing.objects.get(), now=now) is (minutes != 61)
        assert ask_orcid(connected, by=connected, now=now) == ask_again == under_way
        assert Job.objects.count() == jobs


def test_again_later_it_adds_what_is_new(connected, fetched):
    fetched(ask(connected), works("Roofs"))
    done = fetched(ask(connected), works("Roofs", "Maps"))
    assert (done.added, done.known) == (1, 1)


def test_without_a_connected_record_there_is_a_sentence(ada):
    with pytest.raises(Invalid, match="Connect your ORCID record first"):
        ask(ada)


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        (b'{"response-code": 404, "user-message": "Not there."}', "Not there."),
        (b"<html>", "breaks off"),
        (b"x" * 1_000_001, "larger than we read"),
    ],
)
def test_what_doesn_t_come_says_why_and_can_be_asked_again(connected, fetched, said, sentence):
    under_way = ask(connected)
    assert fetched(under_way, said).state == "failed"
    under_way.refresh_from_db()
    assert (under_way.state, sentence in under_way.trouble) == ("failed", True)
    assert ask(connected) != under_way


def test_a_record_of_thousands_fits(connected, fetched):
    assert RECORDS.most_bytes == 10_000_000
    long = [f"{number}: {'a slow map ' * 20}" for number in range(4_000)]
    assert fetched(ask(connected), works(*long), most_bytes=RECORDS.most_bytes).added == 4_000


@pytest.mark.parametrize("said", [works("Roofs"), b"<html>"])
def test_removed_in_the_meantime_it_brings_nothing(connected, fetched, said):
    under_way = ask(connected)
    remove_all(connected, by=connected, now=NOON)
    fetched(under_way, said)
    assert (connected.publications.count(), Bringing.objects.count()) == (0, 0)


def test_not_connected_any_more_it_ends_with_a_sentence(connected, fetched):
    under_way = ask(connected)
    Proof.objects.all().delete()
    assert fetched(under_way, works("Roofs")).trouble == "Your ORCID record isn’t connected any more."
