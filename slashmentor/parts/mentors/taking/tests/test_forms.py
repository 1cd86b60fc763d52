"""A page as Markdown, as a card for the address book, and as a file for one's own server, read as others read them."""

import json
import re

import extruct
import mf2py
import pytest
from hypothesis import given
from hypothesis import strategies as st

from slashmentor.base.text.render import render
from slashmentor.parts.mentors import actions
from slashmentor.parts.mentors.models import Offer
from slashmentor.parts.mentors.queries.page import find_page
from slashmentor.parts.mentors.taking.as_markdown import markdown
from slashmentor.parts.mentors.taking.as_vcard import folded, vcard
from slashmentor.parts.mentors.taking.texts import to_portable_html, to_portable_markdown, without_formulas
from tests.cast import AN_OFFER, NOON, a_mentor_page

ADDRESS = "http://127.0.0.1:8000/@emmy/mentor"


def page_of_emmy():
    return find_page("emmy", None, now=NOON)


def parsed(card):
    """A vCard as RFC 6350 has it read: unfolded, then name and value, parameters set aside."""
    assert card.endswith("\r\n")
    lines = card.replace("\r\n ", "").removesuffix("\r\n").split("\r\n")
    found = [re.fullmatch(r"([A-Z]+)((?:;[A-Z]+=[^:;]+)*):(.*)", line, re.DOTALL) for line in lines]
    assert all(found), card
    return [(one[1], one[3]) for one in found]


def values(text):
    """The values of a list, without what escaped them."""
    return [
        re.sub(r"\\(.)", lambda one: "\n" if one[1] == "n" else one[1], value)
        for value in re.split(r"(?<!\\)(?:\\\\)*,", text)
    ]


# --- Markdown ---


def test_markdown_says_all_of_it(offer):
    text = markdown(page_of_emmy())
    assert text.startswith("# Emmy Brandt /mentor\n")
    assert "> I spent ten years" in text
    assert "**2 of 2 places open.**" in text
    for said in (
        "Designing a study",
        "Two rejected",
        "What would you do",
        "I don’t write letters",
        "Somebody patient",
    ):
        assert said in text
    assert "[statistics](<http://127.0.0.1:8000/topics/statistics>)" in text
    assert "- Tuesday: 09:00 to 11:00" in text
    assert text.rstrip().endswith(f"<{ADDRESS}>")


def test_of_three_lines_there_are_no_empty_titles(emmy):
    a_mentor_page(emmy, lede="I read drafts,\n\nand ask what they say.")
    text = markdown(page_of_emmy())
    assert re.findall(r"^## (.*)$", text, re.MULTILINE) == ["How"]
    assert "> I read drafts,\\\n> and ask what they say." in text


def test_plain_words_stay_plain_in_markdown(emmy):
    emmy.name = "*Emmy* [x](javascript:alert) <b> #1"
    emmy.save()
    a_mentor_page(emmy, **{**AN_OFFER, "lede": "# Not a title, _nor_ <script>alert(1)</script>"})
    html = render(markdown(page_of_emmy())).html
    assert "*Emmy* [x](javascript:alert) &lt;b&gt; #1" in html
    assert "# Not a title, _nor_ &lt;script&gt;" in html


@given(st.text("ab<>&`*_#[]()\n\\ !", max_size=80))
def test_no_html_gets_into_markdown(text):
    """Where a Markdown renderer would let HTML through, there is none."""
    for line in re.split(r"```.*?```|`+.*?`+", to_portable_markdown(render(text).html), flags=re.DOTALL):
        assert not re.search(r"(?<!\\)<(?!https?://)[a-z/!]", line)


# --- HTML that leaves ---


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ('<a href="/topics/a">a</a>', '<a href="http://127.0.0.1:8000/topics/a">a</a>'),
        (
            '<a href="/@ada" class="mention">@ada</a>',
            '<a href="http://127.0.0.1:8000/@ada" class="mention">@ada</a>',
        ),
        ('<a href="https://example.org/a">a</a>', '<a href="https://example.org/a">a</a>'),
        (
            '<img alt="A plot" src="/media/a.png" loading="lazy">',
            '<a href="http://127.0.0.1:8000/media/a.png">A plot</a>',
        ),
        (
            '<img alt="" src="https://example.org/a.png">',
            '<a href="https://example.org/a.png">https://example.org/a.png</a>',
        ),
        ("<p>href=&quot;/a</p>", "<p>href=&quot;/a</p>"),
    ],
)
def test_a_text_that_leaves_loads_nothing_and_leads_back(ours, theirs):
    assert to_portable_html(ours) == theirs


def test_formulas_stay_readable():
    assert without_formulas(render("So $x^2$ it is").html) == "<p>So <code>x^2</code> it is</p>\n"


# --- vCard ---


def test_the_card_for_the_address_book(offer, emmy):
    emmy.pronouns, emmy.position, emmy.affiliation = "she, her", "Professor; of sorts", "Havnes, University"
    emmy.save()
    card = vcard(page_of_emmy())
    fields = parsed(card)
    said = dict(fields)
    assert fields[:2] == [("BEGIN", "VCARD"), ("VERSION", "4.0")]
    assert fields[-1] == ("END", "VCARD")
    assert said["FN"] == "Emmy Brandt"
    assert said["URL"] == said["UID"] == ADDRESS
    assert values(said["CATEGORIES"]) == ["statistics", "peer-review"]
    assert values(said["PRONOUNS"]) == ["she, her"]
    assert values(said["TITLE"]) == ["Professor; of sorts"]
    assert values(said["ORG"]) == ["Havnes, University"]
    assert [value for name, value in fields if name == "LANG"] == ["en", "de"]
    assert values(said["NOTE"])[0].endswith("earlier.\n2 of 2 places open.")
    assert not {"EMAIL", "TEL"} & set(said)
    assert "example.org" not in card


def test_nobody_smuggles_a_field_into_a_card(emmy):
    a_mentor_page(emmy, lede="I read drafts\nEMAIL:eve@example.com\r\nEND:VCARD")
    fields = parsed(vcard(page_of_emmy()))
    assert [name for name, _value in fields if name in {"EMAIL", "END"}] == ["END"]


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\r\n"), max_size=300))
def test_lines_are_folded_by_octets_and_no_letter_is_torn(line):
    pieces = folded(line).split("\r\n")
    assert all(len(piece.encode()) <= 75 for piece in pieces)
    assert pieces[0] + "".join(piece[1:] for piece in pieces[1:]) == line
    assert all(piece[0] == " " for piece in pieces[1:])


# --- HTML in one file, as parsers of third parties read it ---


@pytest.fixture
def file(client):
    def downloaded():
        return client.get("/@emmy/mentor.html").content.decode()

    return downloaded


def card_of(html):
    (item,) = mf2py.parse(doc=html, url="https://emmy.example.org/mentor")["items"]
    assert item["type"] == ["h-card"]
    return item["properties"]


def test_mf2py_reads_the_file(offer, file):
    card = card_of(file())
    assert card["name"] == ["Emmy Brandt"]
    assert card["url"] == card["uid"] == [ADDRESS]
    assert card["category"] == ["statistics", "peer-review"]
    assert card["note"] == [AN_OFFER["lede"]]
    assert card["x-state"] == ["open"]
    assert card["job-title"] == ["Faculty"]


def test_it_shows_whose_it_is(offer, file):
    links = mf2py.parse(doc=file(), url="https://emmy.example.org/mentor")["rels"]["me"]
    assert links == [ADDRESS, "http://127.0.0.1:8000/@emmy"]


def test_extruct_reads_the_file(offer, file):
    (said,) = extruct.extract(file(), syntaxes=["json-ld"])["json-ld"]
    person = said["mainEntity"]
    assert (said["@type"], person["@type"], person["name"], person["url"]) == (
        "ProfilePage",
        "Person",
        "Emmy Brandt",
        ADDRESS,
    )
    assert [one["name"] for one in person["knowsAbout"]] == ["statistics", "peer-review"]
    made = person["makesOffer"]
    assert (made["availability"], made["itemOffered"]["serviceType"]) == (
        "https://schema.org/InStock",
        "Mentoring",
    )


@pytest.mark.parametrize(
    ("said", "state", "availability"),
    [({"paused_at": NOON}, "paused", "OutOfStock"), ({"elsewhere": 2}, "waiting", "BackOrder")],
)
def test_machines_hear_of_no_room(offer, file, said, state, availability):
    Offer.objects.filter(pk=offer.pk).update(**said)
    text = file()
    assert card_of(text)["x-state"] == [state]
    (found,) = extruct.extract(text, syntaxes=["json-ld"])["json-ld"]
    assert found["mainEntity"]["makesOffer"]["availability"].endswith(availability)


def test_the_file_loads_nothing(offer, emmy, file):
    actions.save(
        emmy,
        by=emmy,
        said={"helps": "![A plot](https://example.org/a.png) $x^2$ [topic](/topics/a)"},
        now=NOON,
    )
    text = file()
    assert not re.search(r"<(?:img|script|link|iframe|object|embed)\b[^>]*\bsrc=|url\(|@import", text)
    assert re.findall(r"<link [^>]*rel=\"(\w+)\"", text) == ["me", "me"]
    assert "{" not in re.sub(r"<(style|script|annotation)\b.*?</\1>", "", text, flags=re.DOTALL)


def test_the_file_says_what_the_mentor_wrote_and_nothing_runs(emmy, file):
    emmy.name = "</title><script>alert(1)</script>"
    emmy.save()
    a_mentor_page(emmy, **{**AN_OFFER, "lede": "</script><img src=x onerror=alert(1)> I read drafts"})
    text = file()
    assert text.count("<script") == 1
    assert "<img" not in text
    assert json.loads(re.search(r"ld\+json\">(.*?)</script>", text)[1])["mainEntity"]["name"] == emmy.name


def test_the_address_of_e_mail_is_in_no_form(offer, client):
    for form in (".json", ".md", ".vcf", ".html", "/embed", "/embed.js", "/take", "/qr.svg"):
        assert b"emmy@example" not in client.get(f"/@emmy/mentor{form}").content
