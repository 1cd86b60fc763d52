"""What search engines read of a mentor page."""

from datetime import timedelta

import pytest

from slashmentor.parts.mentors.models import Offer
from slashmentor.parts.mentors.queries.page import find_page
from slashmentor.parts.mentors.taking.schema_org import AVAILABILITY, described
from slashmentor.parts.mentors.words import State
from tests.cast import NOON, a_mentor_page

SITE = "http://127.0.0.1:8000"


def test_a_page_says_who_helps_with_what(offer, emmy):
    said = described(find_page("emmy", None, now=NOON))
    person = said["mainEntity"]
    assert (said["@type"], person["@type"]) == ("ProfilePage", "Person")
    assert said["url"] == person["url"] == f"{SITE}/@emmy/mentor"
    assert person["name"] == "Emmy Brandt"
    assert person["knowsAbout"][0] == {
        "@type": "DefinedTerm",
        "name": "statistics",
        "url": f"{SITE}/topics/statistics",
    }
    assert [one["itemOffered"]["name"] for one in person["seeks"]] == ["version-control"]
    made = person["makesOffer"]
    assert made["availability"] == "https://schema.org/InStock"
    assert made["inventoryLevel"]["value"] == 2
    service = made["itemOffered"]
    assert service["category"] == ["Professional development", "Emotional support"]
    assert [one["audienceType"] for one in service["audience"]] == ["Doctoral researcher", "Postdoc"]
    assert service["hoursAvailable"][1] == {
        "@type": "OpeningHoursSpecification",
        "dayOfWeek": "https://schema.org/Thursday",
        "opens": "23:00:00+00:00",
        "closes": "23:59:00+00:00",
    }


def test_three_lines_are_enough(ada):
    a_mentor_page(ada, lede="I read drafts of first papers, and ask what they say.")
    person = described(find_page("ada", None, now=NOON))["mainEntity"]
    assert person["description"].startswith("I read drafts")
    assert not {"knowsAbout", "seeks", "pronouns", "image"} & set(person)


def test_no_address_to_write_to(offer):
    assert "@example.org" not in str(described(find_page("emmy", None, now=NOON)))


@pytest.mark.parametrize(
    ("said", "word"),
    [
        ({"elsewhere": 2}, "BackOrder"),
        ({"elsewhere": 2, "keeps_list": False}, "SoldOut"),
        ({"until": NOON.date() - timedelta(days=1)}, "Discontinued"),
        ({"away_until": NOON.date()}, "OutOfStock"),
        ({"paused_at": NOON}, "OutOfStock"),
    ],
)
def test_nobody_is_offered_who_has_no_room(offer, said, word):
    Offer.objects.filter(pk=offer.pk).update(**said)
    made = described(find_page("emmy", None, now=NOON))["mainEntity"]["makesOffer"]
    assert made["availability"] == f"https://schema.org/{word}"
    assert made["inventoryLevel"]["value"] == 0


def test_every_state_has_a_word():
    assert set(AVAILABILITY) == set(State)
