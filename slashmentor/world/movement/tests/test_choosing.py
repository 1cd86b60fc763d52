"""Hosts choose whose mentors are listed here."""

import pytest

from slashmentor.base.errors import Invalid, Refused
from slashmentor.base.jobs.models import Job
from slashmentor.parts.mentors.models import Listing
from slashmentor.world.movement import actions
from slashmentor.world.movement.models import Instance
from tests.cast import NOON

from .conftest import listed, read

PAGE = "/moderation/instances"


@pytest.fixture
def hana(enter, host):
    """The host's browser."""
    return enter(host)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("https://mentors.example.org", "https://mentors.example.org"),
        ("  Mentors.Example.ORG/ ", "https://mentors.example.org"),
        ("https://mentors.example.org/mentors?q=x#y", "https://mentors.example.org"),
        ("http://mentors.example.org:80", "http://mentors.example.org"),
        ("https://müller.example", "https://xn--mller-kva.example"),
    ],
)
def test_an_address_is_kept_in_one_way(host, typed, kept):
    assert actions.add(typed, by=host, now=NOON).address == kept


@pytest.mark.parametrize(
    "typed",
    [
        "", "x", "not an address", "https://", "ftp://a.example", "javascript:alert(1)", "http://localhost", "https://127.0.0.1",
        "https://10.0.0.7", "https://[::1]", "https://2130706433", "https://u:p@a.example", "https://a.example:8080", "https://" + "a" * 300 + ".example",
        "https://" + ".".join(["a" * 50] * 5) + ".example", "\x00", "https://a.example\x00",
    ],
)  # fmt: skip
def test_what_is_no_address_of_an_instance(host, typed):
    with pytest.raises(Invalid) as error:
        actions.add(typed, by=host, now=NOON)
    assert set(error.value.errors) == {"address"}
    assert not Instance.objects.exists()


def test_this_very_place_is_none(host, settings):
    settings.SITE_URL = "https://here.example"
    with pytest.raises(Invalid, match="this very place"):
        actions.add("here.example", by=host, now=NOON)


def test_twice_is_once(host):
    for _twice in range(2):
        actions.add("https://a.example", by=host, now=NOON)
    assert (Instance.objects.count(), Job.objects.filter(name__endswith="read_instance").count()) == (1, 1)


def test_there_is_an_end_to_it(host, monkeypatch):
    monkeypatch.setattr("slashmentor.world.movement.actions.choose.MOST", 1)
    actions.add("https://a.example", by=host, now=NOON)
    with pytest.raises(Invalid, match="At most 1"):
        actions.add("https://b.example", by=host, now=NOON)
    actions.add("https://a.example", by=host, now=NOON)


def test_nobody_but_hosts_choose(other, ada, mo):
    for member in (ada, mo):
        for act in (
            lambda: actions.add("https://a.example", by=member, now=NOON),  # noqa: B023 - called at once
            lambda: actions.read_soon(other, by=member),  # noqa: B023
            lambda: actions.remove(other, by=member),  # noqa: B023
        ):
            with pytest.raises(Refused):
                act()


def test_removed_its_mentors_leave_at_once(giver, other, host):
    giver.gives(1, 2)
    read(other)
    version = Listing.objects.latest("version").version
    actions.remove(other, by=host)
    actions.remove(other, by=host)
    assert (listed(), Instance.objects.count()) == ([], 0)
    assert set(Listing.objects.values_list("gone", "name")) == {(True, "")}
    assert Listing.objects.earliest("version").version > version


# --- the page ---


def test_a_host_adds_one(hana):
    answer = hana.post(PAGE, {"address": "mentors.example.org"}, follow=True)
    assert "mentors.example.org is read in a moment." in answer.text
    assert "waits to be read" in answer.text
    assert Job.objects.filter(name__endswith="read_instance").exists()


def test_what_was_wrong_stands_beside_the_field(hana):
    answer = hana.post(PAGE, {"address": "http://127.0.0.1:8000"})
    assert answer.status_code == 400
    assert "That is no address of another instance." in answer.text
    assert 'value="http://127.0.0.1:8000"' in answer.text
    assert hana.post(PAGE, {}).status_code == 400


def test_a_host_sees_how_it_goes(hana, giver, other):
    giver.gives(1, 2, instance={"name": "Havnes", "url": ""})
    read(other)
    text = hana.get(PAGE).text
    assert "<b>2</b> mentors" in text
    assert "Havnes</a>" in text
    giver.is_away()
    read(other)
    text = hana.get(PAGE).text
    assert "What answers there is no list of mentor pages." in text
    assert "couldn’t be read lately" in text


def test_trouble_stands_first(hana, db):
    for name, state in (("a", "read"), ("b", "failing"), ("c", "silent")):
        Instance.objects.create(address=f"https://{name}.example", state=state, added_at=NOON, next_at=NOON)
    text = hana.get(PAGE).text
    assert text.index("c.example") < text.index("b.example") < text.index("a.example")


def test_a_host_reads_one_now_and_removes_one(hana, other):
    assert "is read in a moment" in hana.post(f"{PAGE}/{other.pk}/read", follow=True).text
    assert Job.objects.filter(key=f"movement:{other.pk}").exists()
    assert "no longer listed here" in hana.post(f"{PAGE}/{other.pk}/remove", follow=True).text
    assert hana.post(f"{PAGE}/{other.pk}/remove").status_code == 404


def test_as_many_queries_for_one_as_for_many(hana, db, django_assert_max_num_queries):
    for number in range(30):
        Instance.objects.create(address=f"https://{number}.example", added_at=NOON, next_at=NOON)
    with django_assert_max_num_queries(8):
        hana.get(PAGE)


def test_for_others_there_is_no_such_page(client, enter, ada, mo):
    assert client.get(PAGE).status_code == 302
    for member in (ada, mo):
        assert enter(member).get(PAGE).status_code == 404
        assert enter(member).post(PAGE, {"address": "a.example"}).status_code == 404


def test_moderation_leads_there(hana):
    assert f'href="{PAGE}"' in hana.get("/moderation").text
