"""Taking a page along: who gets what, with which headers, at which cost."""

import io
import re
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone
from PIL import Image

from slashmentor.commons.people.models import FormerHandle
from slashmentor.parts.mentors import actions
from slashmentor.parts.mentors.models import Offer
from slashmentor.parts.mentors.models.offer import PIECES
from slashmentor.parts.mentors.taking import answering, as_pdf
from tests.cast import AN_OFFER, a_member, a_mentor_page

BASE = "/@emmy/mentor"
FORMS = {
    ".json": ("application/json; charset=utf-8", 'inline; filename="mentor.json"'),
    ".md": ("text/markdown; charset=utf-8", 'inline; filename="mentor.md"'),
    ".vcf": ("text/vcard; charset=utf-8", 'attachment; filename="emmy.vcf"'),
    ".html": ("text/html; charset=utf-8", 'attachment; filename="mentor.html"'),
    ".pdf": ("application/pdf", 'attachment; filename="emmy-mentor.pdf"'),
    "/qr.svg": ("image/svg+xml; charset=utf-8", 'inline; filename="emmy-mentor.svg"'),
    "/card.png": ("image/png", 'inline; filename="emmy-mentor.png"'),
    "/embed.js": ("text/javascript; charset=utf-8", None),
}
ALL = [*FORMS, "/embed", "/take"]


@pytest.fixture(autouse=True)
def _nothing_made():
    cache.clear()


@pytest.mark.parametrize("form", FORMS)
def test_each_form_goes_with_what_it_is(offer, client, form):
    answer = client.get(BASE + form)
    kind, named = FORMS[form]
    assert answer.status_code == 200
    assert (answer["Content-Type"], answer.get("Content-Disposition")) == (kind, named)
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Access-Control-Allow-Origin"] == "*"
    assert answer["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert answer["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert answer["X-Robots-Tag"] == "noai, noimageai"
    assert not answer.cookies


@pytest.mark.parametrize("form", FORMS)
def test_whoever_has_it_is_told_so(offer, client, form):
    first = client.get(BASE + form)
    again = client.get(BASE + form, headers={"if-none-match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    # A browser takes these for the headers of what it has.
    for header in ("Content-Security-Policy", "Access-Control-Allow-Origin", "X-Robots-Tag", "ETag"):
        assert again[header] == first[header]
    Offer.objects.filter(pk=offer.pk).update(
        paused_at=timezone.now(), lede="Something else, for now at least."
    )
    newer = client.get(BASE + form, headers={"if-none-match": first["ETag"]})
    assert newer.status_code == (304 if form in {"/qr.svg", "/embed.js"} else 200)


@pytest.mark.parametrize(
    ("said", "asked"),
    [
        ({"indexable": True, "trainable": True}, None),
        ({"indexable": True, "trainable": False}, "noai, noimageai"),
        ({"indexable": False, "trainable": True}, "noindex, noarchive"),
        ({"indexable": False, "trainable": False}, "noindex, noarchive, noai, noimageai"),
    ],
)
def test_machines_are_told_what_the_mentor_allows(offer, client, said, asked):
    Offer.objects.filter(pk=offer.pk).update(**said)
    answer = client.get(f"{BASE}.html")
    assert answer.get("X-Robots-Tag") == asked
    assert (f'<meta name="robots" content="{asked}">' in answer.content.decode()) == bool(asked)


@pytest.mark.parametrize("form", ALL)
def test_a_draft_is_not_there(emmy, enter, client, form):
    a_mentor_page(emmy, published=False)
    assert client.get(BASE + form).status_code == 404
    assert enter(emmy).get(BASE + form).status_code == 404


@pytest.mark.parametrize("form", ALL)
def test_nor_is_the_page_of_a_closed_account(offer, emmy, client, form):
    emmy.is_active = False
    emmy.save()
    assert client.get(BASE + form).status_code == 404


def test_what_was_withdrawn_is_gone_at_once(offer, emmy, client):
    for form in ALL:
        assert client.get(BASE + form).status_code == 200
    actions.withdraw(offer, by=emmy, now=timezone.now())
    assert {client.get(BASE + form).status_code for form in ALL} == {404}


def test_links_that_somebody_typed_find_their_way(offer, emmy, client):
    assert client.get("/@Emmy/mentor.json")["Location"] == "/@emmy/mentor.json"
    assert client.get("/@Emmy/mentoring.json")["Location"] == "/@emmy/mentor.json"
    FormerHandle.objects.create(handle="noether", member=emmy, at=timezone.now())
    assert client.get("/@noether/mentor/card.png")["Location"] == "/@emmy/mentor/card.png"
    assert client.get("/@nobody/mentor.json").status_code == 404


def test_the_schema_is_served(client):
    answer = client.get("/mentor.schema.json")
    assert answer["Content-Type"].startswith("application/schema+json")
    assert answer["Access-Control-Allow-Origin"] == "*"
    assert answer.json()["$schema"] == "https://json-schema.org/draft/2020-12/schema"


def test_a_page_with_much_on_it_costs_as_little(emmy, client, django_assert_num_queries):
    """As many queries as one of three lines: the offer, its kinds, topics and hours."""
    a_mentor_page(emmy, lede="I read drafts, and ask what they say.")
    for said in ({}, AN_OFFER):
        actions.save(emmy, by=emmy, said=said, now=timezone.now())
        for form in (".json", ".md", ".vcf", ".html", "/embed"):
            with django_assert_num_queries(4):
                client.get(BASE + form)


# --- PDF ---


def test_the_pdf_is_one(offer, client):
    made = client.get(f"{BASE}.pdf").content
    assert made.startswith(b"%PDF-")
    assert made.rstrip().endswith(b"%%EOF")
    assert b"emmy@example.org" not in made


def test_it_is_made_once_and_again_when_the_page_changes(offer, emmy, client):
    first = client.get(f"{BASE}.pdf").content
    assert client.get(f"{BASE}.pdf").content == first
    actions.save(emmy, by=emmy, said={"lede": "Something else, for now at least."}, now=timezone.now())
    assert client.get(f"{BASE}.pdf").content != first


@pytest.mark.parametrize(
    "address",
    [
        "http://127.0.0.1:8000/about",
        "https://example.org/a.png",
        "file:///etc/passwd",
        "ftp://example.org/",
        "/etc/passwd",
        "slashmentor-font:../../settings.py",
        "slashmentor-font:/etc/passwd",
        "slashmentor-font:README.md",
        "data:text/css,*{}",
    ],
)
def test_what_becomes_a_pdf_loads_nothing(address):
    with pytest.raises(ValueError, match="loads nothing"):
        as_pdf.fetcher().fetch(address)


def test_our_fonts_and_what_is_in_the_document_may_be_used():
    assert as_pdf.fetcher().fetch("slashmentor-font:literata-near.woff2").read(4) == b"wOF2"
    assert as_pdf.fetcher().fetch("data:image/gif;base64,R0lGODlhAQABAAAAACw=").read(3) == b"GIF"


def test_a_picture_and_a_style_from_outside_are_left_out():
    asked = '<style>@import "http://127.0.0.1:9/a.css";body{background:url(file:///etc/passwd)}</style>'
    assert as_pdf.pdf(f'{asked}<img src="http://127.0.0.1:9/a.png"><p>Words</p>').startswith(b"%PDF-")


def test_where_no_pdf_can_be_made_it_says_how_a_browser_does(offer, client, monkeypatch):
    """A host without Pango: the import of the library fails as it does there."""
    monkeypatch.setitem(__import__("sys").modules, "weasyprint", None)
    answer = client.get(f"{BASE}.pdf")
    assert (answer.status_code, answer["Location"]) == (302, f"{BASE}/take?print=browser#print")
    assert (
        "This place can’t make a PDF of it. Your browser can"
        in client.get(answer["Location"]).content.decode()
    )
    assert "This place can’t make a PDF" not in client.get(f"{BASE}/take").content.decode()


@pytest.mark.parametrize(
    "text", ["*a" * 1500, "|a" * 50 + "|\n" + "|-" * 50 + "|\n" + ("|a" * 50 + "|\n") * 25, "a\n\n" * 900]
)
def test_a_page_of_thousands_of_parts_is_left_to_the_browser(offer, emmy, client, text):
    actions.save(emmy, by=emmy, said=dict.fromkeys(PIECES, text), now=timezone.now())
    assert client.get(f"{BASE}.pdf").status_code == 302


def test_nobody_is_sent_to_a_form_that_says_no(offer, client):
    for said, sent in (({}, True), ({"elsewhere": 2}, True), ({"paused_at": timezone.now()}, False)):
        Offer.objects.filter(pk=offer.pk).update(**said)
        assert ("ask" in client.get(f"{BASE}.json").json()) == sent
        for form in (".md", ".html", "/embed"):
            assert (f"{BASE}/ask" in client.get(BASE + form).content.decode()) == sent


@pytest.mark.parametrize("form", [".pdf", "/card.png"])
def test_who_asks_for_very_many_waits(offer, client, settings, monkeypatch, form):
    settings.LIMITS = True
    monkeypatch.setattr(answering, "_MADE_FOR_ONE", 2)  # each costs a second
    kinds = []
    for number in range(3):
        Offer.objects.filter(pk=offer.pk).update(
            waiting=number, lede=f"I read drafts, {number} of them at a time."
        )
        kinds.append(client.get(BASE + form).status_code)
    assert kinds == [200, 200, 429]


# --- QR and card ---


def test_the_qr_code_names_its_address(offer, client):
    text = client.get(f"{BASE}/qr.svg").content.decode()
    assert "<title>http://127.0.0.1:8000/@emmy/mentor</title>" in text
    assert re.search(r'<svg [^>]*width="300" height="300"', text)
    assert "<script" not in text


NAMES = [
    "Emmy Brandt",
    "E",
    "Wolfeschlegelsteinhausenbergerdorff-Papadopoulos von und zu Hohenzollern y Gar",
    "W" * 80,
    "田中 花子",
    "فاطمة الزهراء",
    "שרה כהן and friends",
    "Łódź Świątek-Żółć",
    "अनन्या शर्मा",
    "🌻🌻🌻",
    "Ana 🌻 Lima",
    "\u0301\u0301",
    "𒀀𒁀",
]


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize(
    "lede", ["", AN_OFFER["lede"], "x" * 500, "統計学を四十年" * 60, "I read\n\n\ndrafts 🌻"]
)
def test_no_name_breaks_the_card(offer, emmy, client, name, lede, settings):
    settings.LIMITS = False
    emmy.name, emmy.position, emmy.affiliation = name, name, name
    emmy.save()
    Offer.objects.filter(pk=offer.pk).update(lede=lede)
    with Image.open(io.BytesIO(client.get(f"{BASE}/card.png").content)) as picture:
        picture.load()
        assert (picture.format, picture.size) == ("PNG", (1200, 630))
        # Something is drawn where the name stands, and nothing runs over the edge.
        grey = picture.convert("L")
        assert grey.crop((76, 76, 900, 190)).getextrema()[0] < 100
        assert grey.crop((1140, 240, 1200, 630)).getextrema()[0] > 200


@pytest.mark.parametrize("said", [{"elsewhere": 2}, {"paused_at": timezone.now()}, {"places": 10}])
def test_the_card_says_how_it_stands(offer, client, said):
    before = client.get(f"{BASE}/card.png").content
    Offer.objects.filter(pk=offer.pk).update(**said)
    assert client.get(f"{BASE}/card.png").content != before


# --- on other sites ---


def test_only_the_small_page_may_stand_in_a_frame(offer, client):
    small = client.get(f"{BASE}/embed")
    assert "X-Frame-Options" not in small
    assert "frame-ancestors *" in small["Content-Security-Policy"]
    assert "default-src 'none'" in small["Content-Security-Policy"]
    text = small.content.decode()
    assert not re.search(r"<(?:form|script|input|button)\b", text)
    assert all('target="_top"' in link for link in re.findall(r"<a [^>]*>", text))
    for other in (f"{BASE}/take", BASE, f"{BASE}.html"):
        answer = client.get(other)
        assert answer["X-Frame-Options"] == "DENY"
        assert "frame-ancestors *" not in answer["Content-Security-Policy"]


def test_the_small_page_stays_so_when_a_browser_asks_again(offer, client):
    etag = client.get(f"{BASE}/embed")["ETag"]
    again = client.get(f"{BASE}/embed", headers={"if-none-match": etag})
    assert again.status_code == 304
    assert "frame-ancestors *" in again["Content-Security-Policy"]
    assert "X-Frame-Options" not in again


def test_the_script_holds_no_word_of_anybody(offer, emmy, client):
    text = client.get(f"{BASE}/embed.js").content.decode()
    assert "/* words */" not in text
    assert "Emmy" not in text
    assert "innerHTML" not in text
    assert "cookie" not in text.replace("without cookies", "")


def test_snippets_are_html_that_does_what_it_says(emmy, client):
    emmy.name = '"><script>alert(1)</script>'
    emmy.save()
    a_mentor_page(emmy)
    text = client.get(f"{BASE}/take").content.decode()
    assert "<script>alert" not in text
    assert text.count('rel="me"') == 1  # the button itself; the others are text to be copied
    assert "&lt;iframe src=&#34;http://127.0.0.1:8000/@emmy/mentor/embed&#34;" in text
    assert "&lt;script async src=&#34;http://127.0.0.1:8000/@emmy/mentor/embed.js&#34;&gt;" in text


def test_the_page_of_all_forms_is_for_its_owner_and_for_anybody(offer, emmy, ada, enter, client):
    mine = enter(emmy).get(f"{BASE}/take").content.decode()
    for reader in (client, enter(ada)):
        theirs = reader.get(f"{BASE}/take").content.decode()
        assert "Your page is yours." not in theirs
        for form in set(FORMS) - {"/embed.js"}:
            assert f'"{BASE}{form}"' in theirs
    assert "Your page is yours." in mine


def test_it_costs_few_queries(offer, client, django_assert_max_num_queries):
    with django_assert_max_num_queries(8):
        client.get(f"{BASE}/take")


def test_somebody_elses_page_is_not_in_the_cache_of_ours(offer, client):
    other = a_member("emmy2", name="Emmy Two")
    a_mentor_page(other)
    assert client.get(f"{BASE}/card.png").content != client.get("/@emmy2/mentor/card.png").content


def test_away_and_back_by_itself(offer, emmy, client):
    today = timezone.now().date()
    actions.away(offer, by=emmy, until=today, now=timezone.now())
    assert client.get(f"{BASE}.json").json()["availability"]["state"] == "away"
    Offer.objects.filter(pk=offer.pk).update(away_until=today - timedelta(days=1))
    assert Client().get(f"{BASE}.json").json()["availability"]["state"] == "open"
