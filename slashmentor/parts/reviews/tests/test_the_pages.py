"""The queues, the next task, its buttons, what one reviewed: through the browser, with what is refused."""

import pytest
from django.core.cache import cache
from django.utils import timezone

from slashmentor.commons.communities.models import Moderator
from slashmentor.parts.questions.actions import delete, suggest
from slashmentor.parts.questions.models import CloseReason
from slashmentor.parts.reviews.actions import open_task, review
from slashmentor.parts.reviews.models import Queue, Review
from tests.cast import NOON, a_member, a_question, an_answer, give_points

ANSWER = "Write to the person alone first, and bring the one page that shows it, with the numbers."


def tasks_of(here, count, queue=Queue.FIRST_QUESTIONS):
    return [
        open_task(
            queue, a_question(here, a_member(f"asker-{n}"), title=f"What about case {n} of it?"), now=NOON
        )
        for n in range(count)
    ]


def text_of(answer):
    return answer.content.decode()


# --- the queues ---


def test_each_queue_says_what_waits_and_what_it_is_for(here, reviewers, enter):
    tasks_of(here, 3)
    page = text_of(enter(reviewers[0]).get("/review"))
    assert page.count('<li class="row m">') == 7
    assert "<b>3</b> waiting" in page
    assert "Somebody asks here for the first time." in page
    assert "You have 1900 points here." in page


def test_the_gate_is_shown_before_it_is_hit(here, emmy, enter):
    give_points(emmy, here, 98)
    page = text_of(enter(emmy).get("/review"))
    assert page.count("Reviewing opens at 350 points here; you have 98.") == 5
    assert page.count("Voting to close and reopen opens at 500 points here; you have 98.") == 2
    assert "/review/close" not in page


def test_a_moderator_has_every_queue(here, mo, enter):
    Moderator.objects.create(community=here, member=mo, since=NOON)
    assert text_of(enter(mo).get("/c/here/review")).count("/review/") == 7 + 1


def test_who_takes_part_nowhere_is_told_so(enter, eve):
    assert "No community yet" in text_of(enter(eve).get("/review"))


def test_a_community_s_page_tells_its_reviewers_what_waits(here, reviewers, eve, enter):
    tasks_of(here, 2)
    assert "2 posts wait for a second look" in text_of(enter(reviewers[0]).get("/c/here"))
    assert "second look" not in text_of(enter(eve).get("/c/here"))


@pytest.mark.parametrize(
    "address", ["/review/nothing", "/c/nowhere/review", "/review/close?community=nowhere"]
)
def test_what_there_is_not_is_not_found(here, reviewers, enter, address):
    assert enter(reviewers[0]).get(address).status_code == 404


@pytest.mark.parametrize("address", ["/review", "/review/close", "/review/history", "/c/here/review"])
def test_visitors_are_asked_to_log_in(here, client, address):
    assert client.get(address).headers["Location"].startswith("/accounts/login/")


def test_a_closed_gate_says_why(here, emmy, enter):
    give_points(emmy, here, 98)
    answer = enter(emmy).get("/review/first-questions")
    assert (answer.status_code, "opens at 350 points here; you have 98" in text_of(answer)) == (403, True)
    (task,) = tasks_of(here, 1)
    assert enter(emmy).post(f"/review/tasks/{task.pk}", {"verdict": "fine"}).status_code == 403


# --- the next task ---


def test_the_longest_waiting_comes_first_and_then_the_next(here, reviewers, enter):
    first, second = tasks_of(here, 2)
    browser = enter(reviewers[0])
    assert first.entry.title in text_of(browser.get("/review/first-questions"))
    answer = browser.post(f"/review/tasks/{first.pk}", {"verdict": "fine", "community": "here"})
    assert answer.headers["Location"] == "/review/first-questions?community=here#task"
    assert second.entry.title in text_of(browser.get("/review/first-questions"))


def test_an_empty_queue_thanks(here, reviewers, enter):
    page = text_of(enter(reviewers[0]).get("/review/first-questions"))
    assert ("That was all" in page, "Thank you for looking after" in page) == (True, True)


def test_two_at_once_look_at_different_ones_when_enough_wait(here, reviewers, enter):
    tasks_of(here, 2)
    shown = [text_of(enter(reviewer).get("/review/first-questions")) for reviewer in reviewers[:2]]
    assert ["What about case 0" in page for page in shown] == [True, False]
    assert ["What about case 1" in page for page in shown] == [False, True]


def test_the_last_one_is_shown_to_both_and_the_second_is_told(here, reviewers, enter):
    (task,) = tasks_of(here, 1)
    browsers = [enter(reviewer) for reviewer in reviewers[:2]]
    assert all(task.entry.title in text_of(browser.get("/review/first-questions")) for browser in browsers)
    for browser in browsers:
        browser.post(f"/review/tasks/{task.pk}", {"verdict": "fine"})
    assert "Somebody was faster" in text_of(browsers[1].get("/review/first-questions"))
    assert Review.objects.count() == 1


def test_one_s_own_never_comes(here, enter):
    (task,) = tasks_of(here, 1)
    give_points(task.entry.author, here, 1900)
    assert "That was all" in text_of(enter(task.entry.author).get("/review/first-questions"))


def test_an_answer_comes_with_its_question(here, ada, emmy, reviewers, enter):
    open_task(Queue.FIRST_ANSWERS, an_answer(a_question(here, ada), emmy, body=ANSWER), now=NOON)
    page = text_of(enter(reviewers[0]).get("/review/first-answers"))
    assert "I reran the script" in page
    assert "bring the one page" in page


def test_a_suggested_edit_comes_with_what_it_changes(here, ada, emmy, reviewers, task_in, enter, now):
    topics = ["funding", "statistics"]
    suggest(a_question(here, ada), by=emmy, body=ANSWER, topics=topics, summary="Says more", now=now)
    task = task_in(Queue.SUGGESTED_EDITS)
    browser = enter(reviewers[0])
    page = text_of(browser.get("/review/suggested-edits"))
    assert ("As suggested" in page, "Says more" in page, "Suggested by Emmy" in page) == (True, True, True)
    assert "statistics <del>co-authors</del> <ins>funding</ins>" in page
    answer = browser.post(f"/review/tasks/{task.pk}", {"verdict": "reject"})
    assert (answer.status_code, "what kept you from taking it over" in text_of(answer)) == (400, True)
    browser.post(f"/review/tasks/{task.pk}", {"verdict": "reject", "reason": "It says something else."})
    assert Review.objects.get().verdict == "reject"


def test_the_close_queue_shows_why_without_names(to_close, reviewers, enter):
    page = text_of(enter(reviewers[0]).get("/review/close"))
    assert "needs details or clarity <span" in page
    assert 'value="details" data-quiet="True" id="id_why_1" checked' in page or "checked" in page
    assert "reviewer-4" not in page.lower()


def test_closing_for_a_reason_of_the_community_s_own(to_close, reviewers, enter, now):
    own = CloseReason.objects.create(community=to_close.community, name="About one person only", added_at=now)
    enter(reviewers[0]).post(f"/review/tasks/{to_close.pk}", {"verdict": "close", "why": f"own-{own.pk}"})
    ballot = to_close.entry.ballots.get(voter=reviewers[0])
    assert (ballot.reason, ballot.why) == ("off_topic", own)


def test_closing_as_asked_before(to_close, here, eve, reviewers, enter):
    other = a_question(here, eve, title="Was this asked before by somebody else?")
    sent = {"verdict": "close", "why": "duplicate", "duplicate_of": "https://x.org/questions/nothing"}
    browser = enter(reviewers[0])
    answer = browser.post(f"/review/tasks/{to_close.pk}", sent)
    assert (answer.status_code, "Say which question asked this before" in text_of(answer)) == (400, True)
    browser.post(f"/review/tasks/{to_close.pk}", {**sent, "duplicate_of": f"/questions/{other.pk}/was-it"})
    assert to_close.entry.ballots.get(voter=reviewers[0]).duplicate_of == other


def test_a_form_that_fails_comes_back_filled(here, reviewers, enter):
    (task,) = tasks_of(here, 1)
    answer = enter(reviewers[0]).post(
        f"/review/tasks/{task.pk}", {"verdict": "comment", "words": "Too short"}
    )
    assert (answer.status_code, "Too short</textarea>" in text_of(answer)) == (400, True)


def test_each_button_has_a_key_and_says_so(here, reviewers, enter):
    tasks_of(here, 1)
    page = text_of(enter(reviewers[0]).get("/review/first-questions"))
    assert [f'aria-keyshortcuts="{key}"' in page for key in "12345s"] == [True] * 6


# --- what one reviewed ---


def test_what_my_reviews_led_to(to_close, here, reviewers, enter, now):
    me = reviewers[0]
    (first,) = tasks_of(here, 1)
    review(first, by=me, verdict="fine", now=now)
    review(to_close, by=me, verdict="leave_open", now=now)
    page = text_of(enter(me).get("/review/history"))
    assert ("<b>looked at</b>" in page, "still open" in page) == (True, True)
    assert ("You: looks good" in page, "You: would leave it open" in page) == (True, True)


def test_a_deleted_one_is_told_without_its_title(here, mo, reviewers, enter, now):
    (task,) = tasks_of(here, 1)
    review(task, by=reviewers[0], verdict="fine", now=now)
    Moderator.objects.create(community=here, member=mo, since=NOON)
    delete(task.entry, by=mo, now=now)
    page = text_of(enter(reviewers[0]).get("/review/history"))
    assert ("A post that was deleted since" in page, task.entry.title in page) == (True, False)


def test_skipped_ones_are_no_history(here, reviewers, enter):
    (task,) = tasks_of(here, 1)
    review(task, by=reviewers[0], verdict="skip", now=timezone.now())
    assert "Nothing reviewed yet" in text_of(enter(reviewers[0]).get("/review/history"))


# --- what it costs ---


@pytest.mark.parametrize("rows", [1, 100])
@pytest.mark.parametrize(
    ("address", "queries"),
    [
        ("/review", 5),
        ("/c/here/review", 5),
        ("/review/first-questions", 9),
        ("/review/close", 12),
        ("/review/history", 3),
    ],
)
def test_a_page_costs_the_same_for_one_task_and_for_a_hundred(
    here, reviewers, enter, address, queries, rows, django_assert_num_queries
):
    tasks = tasks_of(here, rows, Queue.CLOSE if "close" in address else Queue.FIRST_QUESTIONS)
    if address == "/review/history":
        Review.objects.bulk_create(
            Review(task=task, by=reviewers[0], verdict="fine", at=NOON) for task in tasks
        )
    browser = enter(reviewers[0])
    cache.clear()
    with django_assert_num_queries(queries):
        assert browser.get(address).status_code == 200
