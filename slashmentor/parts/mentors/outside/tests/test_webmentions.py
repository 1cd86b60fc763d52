"""Webmentions: telling a page that it is listed, and hearing from one that it links to us."""

from urllib.parse import quote_plus

import pytest
from django.conf import settings

from slashmentor.base.fetch.tests.servers import a_door
from slashmentor.base.jobs import run_waiting
from slashmentor.base.jobs.models import Job
from slashmentor.parts.mentors.models import OutsidePage
from slashmentor.parts.mentors.outside.addresses import shown_at
from slashmentor.parts.mentors.outside.hearing import look_there
from slashmentor.parts.mentors.outside.telling import tell, tell_at
from tests.cast import NOON

from .conftest import brought, joins, lines, looked_at, mine
from .test_reading import H_CARD

SOURCE = "https://blog.example.org/mentor"
JOIN = "/mentors/join"


def delivered(client, source=SOURCE, target=JOIN):
    return client.post("/webmention", {"source": source, "target": settings.SITE_URL + target})


def heard(now=NOON):
    """What a worker does with the deliveries; looking is for the tests themselves."""
    for job in Job.objects.filter(name=look_there.name):
        look_there(**job.args, now=now)
        job.delete()
    Job.objects.filter(name__endswith="looking.look").delete()


def test_a_page_is_told_when_it_is_listed_and_finds_itself_there(ada, client, server):
    server.pages["/mentor"] = (H_CARD + mine() + '<a rel="webmention" href="/hear?x=1">').encode()
    page = looked_at(brought(server.url("/mentor"), ada))
    [job] = Job.objects.filter(name=tell.name)
    assert tell_at(pk=job.args["page"], endpoint=job.args["endpoint"], through=a_door())
    [(path, body)] = server.sent
    assert path == "/hear?x=1"
    assert body == f"source={quote_plus(shown_at(page.pk))}&target={quote_plus(page.url)}"
    # Whoever hears it fetches the source, and looks there for the target.
    shown = client.get(shown_at(page.pk).removeprefix(settings.SITE_URL))
    assert page.url in shown.content.decode()


def test_it_is_told_once_not_every_week(ada, server):
    server.pages["/mentor"] = (H_CARD + mine() + '<a rel="webmention" href="/hear">').encode()
    page = looked_at(brought(server.url("/mentor"), ada))
    Job.objects.filter(name=tell.name).delete()
    looked_at(page, after=7)
    assert not Job.objects.filter(name=tell.name).exists()


@pytest.mark.parametrize(
    "endpoint", ["http://127.0.0.2/x", "ftp://ada.example/", "javascript:alert(1)", "http://169.254.169.254/"]
)
def test_nothing_inside_is_told_anything(ada, server, endpoint):
    server.pages["/mentor"] = (H_CARD + mine()).encode()
    page = looked_at(brought(server.url("/mentor"), ada))
    assert not tell_at(page.pk, endpoint, through=a_door())


def test_what_went_meanwhile_is_not_told(ada):
    assert not tell_at(brought("https://ada.example.org/", ada).pk, "https://ada.example.org/hear")


def test_a_page_that_links_to_us_joins_without_a_form(client, server, db):
    assert delivered(client).status_code == 202
    heard()
    page = OutsidePage.objects.get()
    assert (page.state, page.url, page.is_by_itself) == ("waiting", SOURCE, True)
    OutsidePage.objects.update(url=server.url("/mentor"))
    server.pages["/mentor"] = (H_CARD + joins()).encode()
    assert looked_at(page).state == "listed"
    assert list(lines()) == ["Ada Whitcombe"]


@pytest.mark.parametrize(
    "html", [H_CARD, H_CARD + '<a href="{join}">I read about this</a>', "", H_CARD + mine()]
)
def test_a_page_that_only_says_so_is_not_kept(client, server, db, html):
    delivered(client)
    heard()
    OutsidePage.objects.update(url=server.url("/mentor"))
    server.pages["/mentor"] = html.replace("{join}", settings.SITE_URL + JOIN).encode()
    assert looked_at(OutsidePage.objects.get()) is None
    assert (OutsidePage.objects.exists(), lines()) == (False, {})


def test_when_it_no_longer_links_it_goes(client, server, db):
    server.pages["/mentor"] = (H_CARD + joins()).encode()
    page = looked_at(brought(server.url("/mentor")))
    server.pages["/mentor"] = H_CARD.encode()
    assert looked_at(page, after=7) is None
    assert (OutsidePage.objects.exists(), lines()) == (False, {})


def test_a_page_that_somebody_brought_is_looked_at_now(client, ada, offer):
    page = brought(SOURCE, ada, state="listed", next_at=None, found={"x": 1})
    assert delivered(client, target="/@emmy/mentor").status_code == 202
    heard()
    page.refresh_from_db()
    assert page.next_at == NOON
    assert OutsidePage.objects.count() == 1


def test_but_not_again_and_again(client, ada):
    page = brought(SOURCE, ada, state="listed", next_at=None, checked_at=NOON)
    delivered(client)
    heard()
    page.refresh_from_db()
    assert page.next_at is None


def test_a_link_to_a_mentor_here_lists_nobody(client, offer):
    assert delivered(client, target="/@emmy/mentor").status_code == 202
    heard()
    assert not OutsidePage.objects.exists()


@pytest.mark.parametrize(
    "target",
    ["/", "/@emmy", "/@nobody/mentor", "/@ada/mentor", "/questions", "/@emmy/mentor/ask", "/mentors"],
)
def test_what_is_no_mentor_page_is_no_target(client, ada, emmy, target):
    assert delivered(client, target=target).status_code == 400
    assert not Job.objects.filter(name=look_there.name).exists()


@pytest.mark.parametrize(
    "sent",
    [
        {}, {"source": SOURCE}, {"target": "x"}, {"source": "http://127.0.0.1/", "target": "{join}"},
        {"source": "x" * 9000, "target": "{join}"}, {"source": SOURCE, "target": "https://elsewhere.example/mentors/join"},
        {"source": "{join}", "target": "{join}"}, {"source": "https://a:b@blog.example.org/", "target": "{join}"},
        {"source": "\0", "target": "\0"},
    ],
)  # fmt: skip
def test_nonsense_is_answered_with_a_sentence(client, db, sent):
    answer = client.post(
        "/webmention", {key: value.replace("{join}", settings.SITE_URL + JOIN) for key, value in sent.items()}
    )
    assert (answer.status_code, answer["Content-Type"]) == (400, "text/plain; charset=utf-8")
    assert answer.content.decode().strip()


def test_the_same_delivery_fifty_times_is_one_look(client, db):
    for _time in range(50):
        assert delivered(client).status_code == 202
    assert Job.objects.filter(name=look_there.name).count() == 1
    for _time in range(3):
        look_there(SOURCE, joins=True, now=NOON)
    assert OutsidePage.objects.count() == 1


def test_a_flood_is_held_back(client, db, settings):
    settings.LIMITS = True
    statuses = {
        delivered(client, source=f"https://blog.example.org/{number}").status_code for number in range(70)
    }
    assert statuses == {202, 429}
    heard()
    assert OutsidePage.objects.count() == 20  # of one site in a day


def test_a_get_says_that_it_takes_none(client, db):
    assert client.get("/webmention").status_code == 405


def test_jobs_find_their_way(db, client):
    """Through the queue itself, up to the door, which leads nowhere here."""
    delivered(client, source="https://nobody.invalid/mentor")
    run_waiting()
    page = OutsidePage.objects.get()
    assert (page.state, page.failures) == ("waiting", 1)
