"""quality.md, “Lets no one in”, 7: what people write never runs, wherever it is shown."""

import pytest

from slashmentor.base.text.tests.test_attacking import XSS
from tests.browser.conftest import program
from tests.browser.doors import Tabs

pytestmark = [pytest.mark.browser, pytest.mark.django_db]

PAGES = [
    "/", "/questions", "/questions?sort=active", "/questions?page=2", "/q/1", "/questions.atom", "/questions/1.atom", "/c/battle",
    "/c/battle.atom", "/communities", "/topics", "/topics/attacks", "/topics/attacks.atom", "/topics/attacks/wiki/battle",
    "/topics/attacks/wiki/battle/history", "/entries/1/comments", "/people", "/people?after=", "/people.atom", "/notifications",
    "/notifications?before=60", "/search?q=alert", "/search?q=onerror", "/search?q=script&tab=people", "/search?q=%3Cimg+src%3Dx+onerror%3Dalert(1)%3E",
    "/search.atom?q=alert", "/search/alike?title=onerror+alert+script", "/people/complete?q=%3Cs", "/entries/4/history",
    "/questions/ask?title=%3Cimg+src%3Dx+onerror%3Dalert(1)%3E&community=%22%3E%3Cscript%3Ealert(1)%3C/script%3E",
    "/accounts/login/?next=javascript:alert(1)", "/accounts/login/?next=%22%3E%3Cscript%3Ealert(1)%3C/script%3E",
]  # fmt: skip


@pytest.fixture(scope="module")
def battlefield(chromium, prototype, tmp_path_factory):
    made = prototype.copy(tmp_path_factory.mktemp("battlefield") / "instance")
    program(made, "tests.browser.battle")
    made.environment["SLASHMENTOR_LIMITS"] = "off"
    made.serve()
    yield made
    made.end()


@pytest.fixture
def ada(chromium, battlefield):
    """Logged in, and listening for whatever runs: dialogs, and refusals of the content security policy."""
    tabs, ran = Tabs(chromium, battlefield.url), []
    context = tabs.context()
    context.route(lambda url: not url.startswith(battlefield.url), lambda route: route.abort())
    page = tabs.member_in(context, "ada")
    page.on("dialog", lambda dialog: (ran.append(f"{page.url}: {dialog.message}"), dialog.dismiss()))
    yield page
    tabs.close()
    assert ran == []
    assert tabs.complaints == []


def test_pages_lists_and_feeds_run_nothing(ada):
    for address in PAGES:
        ada.goto(address, wait_until="commit" if ".atom" in address else "load")
        look_for_what_ran(ada)


def test_a_question_with_every_attack_as_its_answer_runs_nothing(ada):
    shown = 0
    for number in range(1, len(XSS) // 30 + 2):
        ada.goto(f"/questions/1/does-any-of-it-run-scriptalert1script?page={number}")
        shown += ada.locator("article.entry").count()
        look_for_what_ran(ada)
    assert shown >= len(XSS)


def test_profiles_run_nothing(ada):
    for number in range(0, len(XSS), 4):
        ada.goto(f"/@m{number}")
        look_for_what_ran(ada)


def test_the_editor_and_its_preview_run_nothing(ada):
    ada.goto("/questions/ask")
    ada.get_by_text("How it will look").click()
    ada.evaluate(
        """async (attacks) => {
          const editor = document.querySelector("[data-editor]"), here = editor.querySelector("[data-preview-here]");
          const token = document.querySelector("meta[name=csrf]").content;
          for (const body of attacks) {
            const answer = await fetch(editor.dataset.preview, { method: "POST", headers: { "X-CSRFToken": token }, body: new URLSearchParams({ body }) });
            here.innerHTML = await answer.text();
          }
        }""",
        XSS,
    )
    look_for_what_ran(ada)
    ada.goto("/entries/1/edit")
    look_for_what_ran(ada)


def look_for_what_ran(page):
    """What would have run by now, or would run when somebody pointed at it or clicked."""
    found = page.evaluate(
        """() => {
          const bad = [...document.querySelectorAll("*")].filter((one) =>
            [...one.attributes].some((a) => /^on/i.test(a.name) || /^\\s*(javascript|vbscript|data:text)/i.test(a.value)) ||
            ["IFRAME", "OBJECT", "EMBED", "BASE", "STYLE"].includes(one.tagName.toUpperCase()) ||
            (one.tagName.toUpperCase() === "SCRIPT" && !one.src && one.type !== "application/ld+json"));
          return bad.map((one) => one.outerHTML.slice(0, 200));
        }"""
    )
    assert found == [], page.url
