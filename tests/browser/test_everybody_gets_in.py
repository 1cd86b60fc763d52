"""WCAG 2.2 AA as far as a machine can tell: every page, light and dark, from a small phone to a wide screen."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.browser.doors import bell, tab_to

pytestmark = [pytest.mark.browser, pytest.mark.django_db]

PUBLIC = [
    "/", "/questions", "/questions?sort=votes", "/questions?topic=statistics", "{question}", "{question}?sort=oldest",
    "{closed}", "/questions/1/history", "/entries/1/comments", "/questions/ask", "/communities", "/c/academia", "/c/chemistry",
    "/topics", "/topics/statistics", "/topics/statistics/experts", "/topics/statistics/wiki/academia/history", "/people",
    "/@ada", "/@emmy", "/@emmy/endorsements", "/@noor", "/topics?at=", "/search?q=error", "/search?q=nothinglikeit", "/search?q=statistics&tab=topics", "/search?q=emmy&tab=people",
    "/search", "/about", "/about/routing", "/about/privacy", "/about/design", "/nothing-here", "/people/left", "/accounts/login/", "/accounts/signup/",
    "/accounts/password/reset/", "/accounts/logout/",
]  # fmt: skip
MEMBERS = [
    "/", "/for-you", "/notifications", "{question}", "/entries/1/edit", "/entries/2/delete", "/entries/2/needs-work", "/bookmarks",
    "/following", "/questions/ask", "/search?q=error", "/topics/statistics/wiki/academia", "/@ada", "/settings/profile",
    "/@emmy", "/@emmy/endorsements", "/endorsements/give?entry=2",
    "/settings/picture", "/settings/privacy", "/settings/look", "/settings/account", "/settings/expertise", "/settings/routing", "/settings/mail",
    "/settings/data", "/settings/data/leave", "/settings/mentor", "/settings/mentor?template=phd", "/accounts/email/", "/accounts/password/change/", "/accounts/2fa/",
    "/accounts/2fa/webauthn/", "/accounts/sessions/", "/accounts/reauthenticate/", "/accounts/2fa/totp/activate/",
]  # fmt: skip
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
QUESTION = "/questions/1/how-do-i-tell-my-advisor-that-the-error-bars-are-wrong"
CLOSED = "/q/8"
# Each page whole on a desk by day, and once more what a small phone and the dark change.
VIEWS = [(1280, "light", RULES), (320, "dark", {"runOnly": ["color-contrast", "target-size"]})]
axe = Axe()


@pytest.fixture
def reader(tabs):
    return tabs.visitor(bypass_csp=True)


@pytest.fixture
def ada(tabs):
    return tabs.member("ada", bypass_csp=True)


def test_axe_finds_nothing_on_public_pages(reader):
    found = list(found_by_axe(reader, PUBLIC))
    assert not found, "\n".join(found)


def test_axe_finds_nothing_on_members_pages(ada):
    found = list(found_by_axe(ada, MEMBERS))
    assert not found, "\n".join(found)


def test_nothing_scrolls_sideways(ada):
    wide = []
    for address in sorted({*PUBLIC, *MEMBERS}):
        ada.goto(real(address))
        for width in (320, 1600):
            ada.set_viewport_size({"width": width, "height": 800})
            over = ada.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
            if over > 0:
                wide.append(f"{address} at {width}: {over} px too wide")
        ada.add_style_tag(content="html { font-size: 200% !important }")
        ada.set_viewport_size({"width": 640, "height": 800})
        if ada.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"):
            wide.append(f"{address} with text of double size")
    assert not wide, "\n".join(wide)


def test_the_skip_link_is_first_and_leads_to_the_page(reader):
    reader.goto("/questions")
    reader.keyboard.press("Tab")
    link = reader.get_by_role("link", name="Skip to the page")
    assert link.evaluate("link => link === document.activeElement")
    box = link.bounding_box()
    assert box["y"] >= 0
    assert box["x"] >= 0
    reader.keyboard.press("Enter")
    reader.keyboard.press("Tab")
    assert reader.evaluate("document.activeElement.closest('main') !== null")


def test_whatever_has_the_focus_shows_it(ada):
    ada.goto(QUESTION)
    hidden = []
    for _number in range(60):
        ada.keyboard.press("Tab")
        shown = ada.evaluate(
            """() => {
              const one = document.activeElement;
              if (one === document.body) return "";
              const style = getComputedStyle(one), box = one.getBoundingClientRect();
              const marked = (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0) || style.boxShadow !== "none";
              return marked && box.width > 0 && box.height > 0 ? "" : one.outerHTML.slice(0, 120);
            }"""
        )
        if shown:
            hidden.append(shown)
    assert not hidden, "\n".join(hidden)


def test_asking_by_keyboard_alone(tabs):
    page = tabs.member("noor")
    page.goto("/questions/ask")
    tab_to(page, "Where to ask")
    page.keyboard.type("Chemistry")
    tab_to(page, "Your question in one line")
    page.keyboard.type("Which solvent is kind to old glassware joints?")
    tab_to(page, "The details")
    page.keyboard.type("Mine are from the seventies, and I tried acetone twice without any luck at all.")
    tab_to(page, "Topics")
    page.keyboard.type("glassware ")
    page.keyboard.press("Escape")
    tab_to(page, "Ask your question")
    page.keyboard.press("Enter")
    page.get_by_role("heading", level=1, name="Which solvent is kind").wait_for()


def test_voting_by_keyboard_alone_keeps_the_place(tabs):
    page = tabs.member("noor")
    page.goto(QUESTION)
    tab_to(page, "Useful")
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Useful", pressed=True).first.wait_for()
    assert page.evaluate("document.activeElement.closest('.vote') !== null")
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Useful", pressed=False).first.wait_for()
    bell(page).wait_for()


def found_by_axe(page, addresses):
    for address in addresses:
        page.emulate_media(color_scheme=VIEWS[0][1])
        page.set_viewport_size({"width": VIEWS[0][0], "height": 800})
        page.goto(real(address))
        for width, scheme, rules in VIEWS:
            page.emulate_media(color_scheme=scheme)
            page.set_viewport_size({"width": width, "height": 800})
            for one in axe.run(page, options={**rules, "resultTypes": ["violations"]}).response["violations"]:
                where = " ".join(one["nodes"][0]["html"].split())[:160]
                yield f"{address}, {width} px, {scheme}: {one['id']} at {where}"


def real(address):
    return address.format(question=QUESTION, closed=CLOSED)
