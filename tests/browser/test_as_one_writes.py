"""What the pages do while somebody writes, with script and without."""

import re

import pytest

from tests.browser.doors import bell

pytestmark = [pytest.mark.browser, pytest.mark.django_db]

QUESTION = "/q/1"


def test_a_draft_survives_a_closed_tab(tabs):
    context = tabs.context()
    first = context.new_page()
    first.goto("/questions/ask")
    first.get_by_label("Your question in one line").fill("Half a question about")
    first.get_by_label("The details").fill("Half of the details, too.")
    first.close(run_before_unload=False)
    second = context.new_page()
    second.goto("/questions/ask")
    second.get_by_text("Your draft from before is back.").wait_for()
    assert second.get_by_label("Your question in one line").input_value() == "Half a question about"
    assert second.get_by_label("The details").input_value() == "Half of the details, too."


def test_like_questions_appear_while_typing(tabs):
    page = tabs.visitor()
    page.goto("/questions/ask")
    page.get_by_label("Your question in one line").press_sequentially(
        "My advisor and wrong error bars", delay=5
    )
    page.locator("#alike").get_by_role("link", name=re.compile("error bars are wrong")).wait_for()


def test_the_checklist_follows_what_is_typed(tabs):
    page = tabs.visitor()
    page.goto("/questions/ask")
    before = page.locator("#lacks .done").count()
    page.get_by_role("combobox", name="Topics").press_sequentially("statistics ", delay=5)
    page.locator("#lacks .done").nth(before).wait_for()


def test_the_preview_shows_formulas(tabs):
    page = tabs.visitor()
    page.goto("/questions/ask")
    page.get_by_label("The details").fill("So $x^2$, and **this**.")
    page.get_by_text("How it will look").click()
    page.locator("[data-preview-here] math").wait_for()
    page.locator("[data-preview-here] strong").get_by_text("this").wait_for()


def test_a_vote_is_cast_and_taken_back_without_loading_the_page(tabs):
    page = tabs.member("noor")
    page.goto(QUESTION)
    page.evaluate("window.sameDocument = true")
    answer = page.get_by_role("article", name=re.compile("Answer by Emmy Brandt"))
    answer.get_by_role("button", name="Useful", pressed=False).first.click()
    answer.get_by_role("button", name="Useful", pressed=True).first.click()
    answer.get_by_role("button", name="Useful", pressed=False).first.wait_for()
    assert page.evaluate("window.sameDocument") is True


def test_a_comment_is_added_without_loading_the_page(tabs):
    page = tabs.member("noor")
    page.goto(QUESTION)
    page.evaluate("window.sameDocument = true")
    question = page.get_by_role("article", name="Question")
    question.locator("summary", has_text="Comment").click()
    question.get_by_label("Your comment").fill("Which journal was it, if I may ask?")
    question.get_by_role("button", name="Comment").click()
    question.get_by_text("Which journal was it, if I may ask?").wait_for()
    assert page.evaluate("window.sameDocument") is True


def test_without_script_one_logs_in_reads_asks_answers_votes_and_comments(tabs):
    page = tabs.member("mo", java_script_enabled=False)
    page.goto("/questions/ask")
    page.get_by_label("Where to ask").select_option("Academia")
    page.get_by_label("Your question in one line").fill("Does all of this work without any script at all?")
    page.get_by_label("The details").fill(
        "I turned it off, since I tried to find out how the page is then. $x$"
    )
    page.get_by_label("Topics").fill("statistics")
    page.get_by_role("button", name="Ask your question").click()
    page.get_by_role("heading", level=1, name="Does all of this work").wait_for()
    page.goto(QUESTION)
    question = page.get_by_role("article", name="Question")
    question.get_by_role("button", name="Useful").first.click()
    question.get_by_role("button", name="Useful", pressed=True).first.wait_for()
    question.locator("summary", has_text="Comment").click()
    question.get_by_label("Your comment").fill("I read this without any script.")
    question.get_by_role("button", name="Comment").click()
    page.get_by_role("link", name=re.compile("Show all")).first.click()
    page.get_by_text("I read this without any script.").wait_for()
    page.goto(QUESTION)
    page.get_by_label("Your answer").fill("Without script it is a form, and that is enough for me.")
    page.get_by_role("button", name="Post your answer").click()
    page.get_by_text("Without script it is a form").wait_for()


def test_a_visitors_answer_waits_at_the_door(tabs):
    page = tabs.visitor(java_script_enabled=False)
    page.goto("/q/5")
    page.get_by_label("Your answer").fill("What I wrote before I had an account is not lost.")
    page.get_by_role("button", name="Log in and post it").click()
    page.get_by_label("Handle or e-mail address").fill("emmy")
    page.get_by_label("Password", exact=True).fill("meadow-lantern-oboe")
    page.get_by_role("main").get_by_role("button", name="Log in", exact=True).click()
    bell(page).wait_for()
    assert (
        page.get_by_label("Your answer").input_value() == "What I wrote before I had an account is not lost."
    )
