"""What stands behind a DOI, asked of a registry that is slow, odd, or away."""

import json
from datetime import timedelta

import pytest

from slashmentor.base.fetch.tests.servers import a_door, a_server
from slashmentor.base.jobs.models import Job
from slashmentor.commons.publications.actions import bring_dois, remove
from slashmentor.commons.publications.actions.look_up import look_up_now
from slashmentor.commons.publications.models import Publication
from tests.cast import NOON

from .conftest import entry

pytestmark = pytest.mark.django_db
CSL = {
    "title": "Lichens on roofs", "type": "article-journal", "issued": {"date-parts": [[2019]]},
    "author": [{"given": "Zora", "family": "Quill"}], "container-title": "Journal of Slow Maps", "DOI": "10.5555/a",
}  # fmt: skip


@pytest.fixture(scope="module")
def server():
    with a_server() as running:
        yield running


@pytest.fixture
def registry(server):
    """Lets the registry know this much of 10.5555/a."""
    yield lambda said: server.pages.update({"/10.5555/a": said.encode()})
    server.pages.clear()


@pytest.fixture
def waiting(ada):
    bring_dois(ada, by=ada, text="10.5555/a", now=NOON)
    return ada.publications.get()


def look_up(one, server, *, where="", **door):
    one = Publication.objects.filter(pk=one.pk).first() or one
    look_up_now(one, through=a_door(**door), at=server.url(where).rstrip("/"), now=NOON)
    return Publication.objects.filter(pk=one.pk).first()


def jobs():
    return list(
        Job.objects.filter(name__endswith="look_up").order_by("run_at").values_list("run_at", flat=True)
    )


def test_pasting_dois_works_without_a_network_and_asks_soon(waiting):
    assert (waiting.title, waiting.doi, waiting.lookup, str(waiting)) == (
        "",
        "10.5555/a",
        "waiting",
        "10.5555/a",
    )
    assert len(jobs()) == 1


def test_pasted_twice_it_is_asked_for_once(waiting, ada):
    done = bring_dois(ada, by=ada, text="10.5555/a", now=NOON)
    assert (done.added, done.known, len(jobs())) == (0, 1, 1)


def test_what_the_registry_says_is_filled_in_and_its_topics_are_found(waiting, server, registry, lichens):
    registry(json.dumps(CSL))
    one = look_up(waiting, server)
    assert (one.title, one.authors, one.year, one.venue) == (
        "Lichens on roofs", ["Zora Quill"], 2019, "Journal of Slow Maps",
    )  # fmt: skip
    assert (one.lookup, one.kind, one.fetched_at) == ("found", "article", NOON)
    assert list(one.about.values_list("topic__name", flat=True)) == ["lichens"]
    assert server.asked[-1][1]["Accept"].startswith("application/vnd.citationstyles.csl+json")


def test_a_twin_that_came_without_its_doi_goes_into_it(waiting, server, registry, bring, ada):
    bring(entry(1, year=2019) + entry(2, year=2001))
    registry(json.dumps(CSL))
    look_up(waiting, server)
    assert list(ada.publications.order_by("year").values_list("year", "doi")) == [
        (2001, ""),
        (2019, "10.5555/a"),
    ]


def test_what_its_member_wrote_stays(waiting, server, registry, bring):
    bring(entry(1, "Lichens, my title", doi="10.5555/a"))
    registry(json.dumps(CSL))
    assert look_up(waiting, server).title == "Lichens, my title"


@pytest.mark.parametrize("said", ["<html>", "{}", '{"title": []}'])
def test_a_doi_that_nobody_describes_could_not_be_found(waiting, server, registry, said):
    registry(said)
    assert look_up(waiting, server).lookup == "missing"


def test_neither_one_that_nobody_knows(waiting, server):
    assert look_up(waiting, server, where="/gone").lookup == "missing"


def test_who_is_away_is_asked_again_later_and_at_last_no_more(waiting, server):
    Job.objects.all().delete()
    states = [look_up(waiting, server, allows=lambda _address: False).lookup for _ in range(6)]
    assert states == ["waiting"] * 5 + ["missing"]
    assert [at - NOON for at in jobs()] == [timedelta(hours=hours) for hours in (0.1, 1, 6, 24, 72)]


def test_pasting_it_again_then_asks_again(waiting, server, ada):
    look_up(waiting, server, where="/gone")
    Job.objects.all().delete()
    bring_dois(ada, by=ada, text="10.5555/a", now=NOON)
    assert (ada.publications.get().lookup, len(jobs())) == ("waiting", 1)


@pytest.mark.parametrize("where", ["/gone", "/huge"])
def test_what_was_removed_in_the_meantime_is_not_missed(waiting, server, ada, where):
    remove(Publication.objects.get(pk=waiting.pk), by=ada, now=NOON)
    Job.objects.all().delete()
    assert (look_up(waiting, server, where=where), jobs()) == (None, [])


def test_nor_filled_in(waiting, server, registry, ada):
    registry(json.dumps(CSL))
    remove(Publication.objects.get(pk=waiting.pk), by=ada, now=NOON)
    assert look_up(waiting, server) is None
