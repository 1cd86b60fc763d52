"""/@handle/mentor, as people and machines meet it."""

import json
import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from slashmentor.base.jobs import run_waiting
from slashmentor.parts.mentors import actions
from tests.cast import AN_OFFER, NOON, a_mentor_page


def page(handle="emmy", client=None):
    return (client or Client()).get(f"/@{handle}/mentor")


def text_of(response) -> str:
    """What one reads, without marks."""
    return " ".join(re.sub(r"<[^>]*>", " ", response.content.decode()).split())


def test_a_stranger_reads_all_of_it(offer):
    said = text_of(page())
    for words in (
        "Emmy Brandt",
        "sample was too small",
        "Designing a study",
        "Two of the eight kinds of help",
        "Reading a draft before a stranger does",
        "Listening in bad weeks",
        "Two rejected theses",
        "What would you do if it failed",
        "letters for people",
        "Somebody patient",
        "2 of 2 places open",
        "An hour every second week",
        "Doctoral researcher, Postdoc, in ecology. Peers are welcome",
        "English, Deutsch",
        "09:00 to 11:00",
        "about 4 days",
    ):
        assert words in said


def test_three_lines_are_a_page(emmy):
    a_mentor_page(emmy, lede="I read drafts of people who write in their third language.")
    said = text_of(page())
    assert "third language" in said
    for absent in ("kinds of help", "been through", "love to be asked", "When"):
        assert absent not in said


def test_no_address_is_in_it(offer, emmy):
    emmy.bio = "Write to me"
    emmy.save()
    assert "emmy@example.org" not in page().content.decode()


def test_a_draft_is_there_for_its_owner_alone(emmy, ada, enter):
    a_mentor_page(emmy, published=False)
    assert page().status_code == 404
    assert page(client=enter(ada)).status_code == 404
    mine = page(client=enter(emmy))
    assert "This is your draft" in text_of(mine)
    assert "noindex" in mine.content.decode()


def test_who_has_none_is_led_to_the_form(emmy, ada, enter):
    assert page(client=enter(emmy))["Location"] == "/settings/mentor"
    assert page(client=enter(ada)).status_code == 404


@pytest.mark.parametrize("address", ["/@emmy/mentoring", "/@Emmy/mentoring", "/@EMMY/mentor"])
def test_other_ways_to_write_it_lead_there(offer, address):
    response = Client().get(address)
    assert (response.status_code, response["Location"]) == (301, "/@emmy/mentor")


def test_the_button_is_there_while_there_is_room(offer, emmy):
    assert "/@emmy/mentor/ask" in page().content.decode()
    actions.pause(offer, by=emmy, now=NOON)
    paused = page()
    assert "/@emmy/mentor/ask" not in paused.content.decode()
    assert "Taking a pause" in text_of(paused)


def test_what_changes_is_seen_at_once(offer, emmy):
    assert "too small" in text_of(page())
    actions.save(emmy, by=emmy, said={"lede": "Something else altogether, for now."}, now=NOON)
    assert "Something else" in text_of(page())


def test_members_read_the_hours_by_their_own_clock(offer, ada, enter):
    ada.time_zone = "Asia/Tokyo"
    ada.save()
    said = text_of(page(client=enter(ada)))
    assert "By your clock: Tokyo, UTC+9. The mentor’s is 9 hours behind." in said
    assert "18:00 to 20:00" in said


def test_a_browser_asks_for_the_hours_of_where_it_is(offer):
    there = Client().get("/@emmy/mentor/week?zone=America/St_Johns")
    assert "UTC−" in text_of(there)
    for zone in ("", "Nowhere/At_all", "../../etc/passwd"):
        assert Client().get("/@emmy/mentor/week", {"zone": zone}).status_code == 404


def test_words_that_are_code_stay_words(emmy):
    a_mentor_page(
        emmy,
        **{
            **AN_OFFER,
            "lede": "</script><script>alert(1)</script> and more words",
            "kinds": {"support": "<img src=x onerror=alert(1)>"},
            "helps": "[x](javascript:alert(1)) <b onclick=x>",
        },
    )
    html = page().content.decode()
    assert "<script>alert" not in html
    assert "<img src=x" not in html
    assert 'href="javascript' not in html
    data = re.search(r'<script type="application/ld\+json">(.*?)</script>', html, re.DOTALL)[1]
    assert json.loads(data)["@context"]


def test_robots_do_as_the_mentor_chose(emmy):
    a_mentor_page(emmy, lede=AN_OFFER["lede"], indexable=False, trainable=True)
    assert '<meta name="robots" content="noindex">' in page().content.decode()
    actions.save(emmy, by=emmy, said={"indexable": True, "trainable": False}, now=NOON)
    assert '<meta name="robots" content="noai, noimageai">' in page().content.decode()


def test_it_costs_the_same_however_much_it_says(emmy, ada, enter):
    reader = enter(ada)
    a_mentor_page(emmy, lede=AN_OFFER["lede"])
    page(client=reader)
    with CaptureQueriesContext(connection) as few:
        page(client=reader)
    actions.save(emmy, by=emmy, said=AN_OFFER, now=NOON + timedelta(minutes=1))
    run_waiting(NOON + timedelta(minutes=2))
    with CaptureQueriesContext(connection) as many:
        page(client=reader)
    assert len(many) == len(few)
