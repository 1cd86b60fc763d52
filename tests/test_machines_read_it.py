"""The live mentor page, as parsers of third parties read it: whoever looks for mentors needs nothing of ours."""

import extruct
import mf2py
import pytest

from slashmentor.parts.mentors.models import Offer
from tests.cast import AN_OFFER, NOON

SITE = "http://127.0.0.1:8000"
ADDRESS = f"{SITE}/@emmy/mentor"


@pytest.fixture
def html(client):
    def fetched():
        answer = client.get("/@emmy/mentor")
        assert answer.status_code == 200
        return answer.content.decode()

    return fetched


def card_of(html):
    cards = [item for item in mf2py.parse(doc=html, url=ADDRESS)["items"] if item["type"] == ["h-card"]]
    assert len(cards) == 1
    return cards[0]["properties"]


def person_of(html):
    pages = extruct.extract(html, base_url=ADDRESS, syntaxes=["json-ld"])["json-ld"]
    (profile,) = [one for one in pages if one["@type"] == "ProfilePage"]
    assert profile["mainEntity"]["@type"] == "Person"
    return profile["mainEntity"]


def test_mf2py_reads_who_it_is_and_what_about(offer, html):
    card = card_of(html())
    assert card["name"] == ["Emmy Brandt"]
    assert card["url"][0] == ADDRESS
    assert card["category"] == ["statistics", "peer-review"]
    assert card["note"] == [AN_OFFER["lede"]]
    assert card["x-state"] == ["open"]


def test_extruct_reads_the_offer(offer, html):
    person = person_of(html())
    assert (person["name"], person["url"]) == ("Emmy Brandt", ADDRESS)
    assert [one["name"] for one in person["knowsAbout"]] == ["statistics", "peer-review"]
    made = person["makesOffer"]
    assert (made["@type"], made["availability"]) == ("Offer", "https://schema.org/InStock")
    service = made["itemOffered"]
    assert (service["@type"], service["serviceType"]) == ("Service", "Mentoring")


@pytest.mark.parametrize(
    ("said", "state", "availability"),
    [
        ({"elsewhere": 2}, "waiting", "BackOrder"),
        ({"elsewhere": 2, "keeps_list": False}, "full", "SoldOut"),
        ({"paused_at": NOON}, "paused", "OutOfStock"),
        ({"until": NOON.date()}, "ended", "Discontinued"),
    ],
)
def test_both_read_that_there_is_no_room(offer, html, said, state, availability):
    Offer.objects.filter(pk=offer.pk).update(**said)
    text = html()
    assert card_of(text)["x-state"] == [state]
    assert person_of(text)["makesOffer"]["availability"] == f"https://schema.org/{availability}"


def test_extruct_reads_what_others_show_beside_a_link(offer, html):
    (graph,) = extruct.extract(html(), base_url=ADDRESS, syntaxes=["opengraph"])["opengraph"]
    said = dict(graph["properties"])
    assert said["og:title"].startswith("Emmy Brandt /mentor")
    assert said["og:url"] == ADDRESS
    assert said["og:image"] == f"{ADDRESS}/card.png"
    assert said["og:description"]


def test_the_page_leads_to_its_data(offer, html, client):
    others = mf2py.parse(doc=html(), url=ADDRESS)["alternates"]
    (data,) = [one["url"] for one in others if one.get("type") == "application/json"]
    assert client.get(data.removeprefix(SITE)).json()["url"] == ADDRESS


def test_it_shows_whose_it_is(offer, html):
    assert f"{SITE}/@emmy" in mf2py.parse(doc=html(), url=ADDRESS)["rels"]["me"]
