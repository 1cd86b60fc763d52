"""The ways to say it, from the question's page, a member's page and the form; and what stands where afterwards."""

import html
import re
from datetime import UTC, datetime

import pytest

from slashmentor.commons.safety.actions import block
from slashmentor.parts.endorsements.models import Declined, Endorsement
from slashmentor.parts.questions import actions as questions
from tests.cast import NOON, a_member, a_question, an_answer

from .conftest import WORDS, an_endorsement

ASKED = "Say so on Emmy Brandt’s page"
NUDGE = "Emmy Brandt answered your question"


def text(response):
    return html.unescape(" ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split()))


def give(client, answer, **sent):
    return client.post(f"/endorsements/give?entry={answer.pk}", sent)


def test_the_whole_way(enter, question, answer, ada, emmy):
    questions.accept(answer, by=ada, now=NOON)
    browser = enter(ada)
    assert ASKED in text(browser.get(question.get_absolute_url()))
    assert "What did Emmy Brandt help you with?" in text(browser.get(f"/endorsements/give?entry={answer.pk}"))
    done = give(browser, answer, topics=["statistics"], words=WORDS)
    assert done.url.endswith(f"#a{answer.pk}")
    after = text(browser.get(question.get_absolute_url()))
    assert ("You said it helped" in after, ASKED in after) == (True, False)
    page = text(browser.get("/@emmy"))
    assert WORDS in page
    assert "statistics" in text(browser.get("/@emmy/endorsements"))


def test_a_form_that_cant_be_taken_comes_back_filled(enter, answer, ada):
    response = give(enter(ada), answer, words="It did.")
    page = text(response)
    assert (response.status_code, "It did." in page) == (400, True)
    assert "at least 15 characters" in page
    assert "Please choose what it was about." in page


def test_given_before_it_comes_filled_and_can_be_taken_back(enter, answer, ada, endorsed):
    browser = enter(ada)
    page = browser.get(f"/endorsements/give?entry={answer.pk}").content.decode()
    assert html.escape(WORDS) in page
    assert re.search(r'value="statistics"[^>]* checked', page)
    browser.post(f"/endorsements/take-back?entry={answer.pk}")
    assert not Endorsement.objects.exists()


def test_who_may_not_reads_why_and_finds_no_form(enter, answer, emmy):
    response = enter(emmy).get(f"/endorsements/give?entry={answer.pk}")
    assert (response.status_code, "<textarea" in response.content.decode()) == (403, False)
    assert "This answer is yours" in text(response)


def test_whoever_is_suspended_reads_until_when(enter, answer, eve):
    type(eve).objects.filter(pk=eve.pk).update(suspended_until=datetime(2100, 1, 1, tzinfo=UTC))
    for response in (
        enter(eve).get(f"/endorsements/give?entry={answer.pk}"),
        give(enter(eve), answer, words=WORDS),
    ):
        assert (response.status_code, "is suspended" in text(response)) == (403, True)


@pytest.mark.parametrize("entry", ["", "0", "x", "99999", "1e3", "9" * 30])
def test_an_address_that_names_no_answer_is_404(enter, ada, question, entry):
    assert enter(ada).get(f"/endorsements/give?entry={entry}").status_code == 404
    assert enter(ada).get(f"/endorsements/give?entry={question.pk}").status_code == 404


def asked(enter, member, question):
    return ASKED in text(enter(member).get(question.get_absolute_url()))


def test_only_the_asker_is_asked_and_only_once_something_helped(enter, question, answer, ada, eve):
    assert not asked(enter, ada, question)
    questions.vote(answer, by=ada, value=1, now=NOON)
    assert (asked(enter, ada, question), asked(enter, eve, question)) == (True, False)


def test_asked_once_whatever_the_answer_is(enter, question, answer, ada):
    questions.accept(answer, by=ada, now=NOON)
    enter(ada).post(f"/endorsements/decline?entry={answer.pk}")
    assert (asked(enter, ada, question), Declined.objects.count()) == (False, 1)


def test_asked_about_one_answer_the_accepted_one(enter, question, answer, ada, eve):
    other = an_answer(question, a_member("priya", name="Priya"))
    questions.vote(other, by=ada, value=1, now=NOON)
    questions.accept(answer, by=ada, now=NOON)
    page = text(enter(ada).get(question.get_absolute_url()))
    assert (page.count("Did it help?"), ASKED in page) == (1, True)


def test_nobody_is_led_to_whom_they_block_nor_to_who_blocks_them(enter, question, answer, ada, emmy):
    questions.accept(answer, by=ada, now=NOON)
    block(ada, by=emmy, now=NOON)
    assert not asked(enter, ada, question)
    assert NUDGE not in text(enter(ada).get("/@emmy"))


def test_whoever_asked_anonymously_is_shown_why_not(enter, community, ada, emmy):
    question = questions.ask_anonymously(
        community, by=ada, title="How do I leave a lab where nobody talks?", body="Every meeting is cancelled. " * 3,
        topics=["statistics"], now=NOON,
    )  # fmt: skip
    answer = an_answer(question, emmy)
    questions.accept(answer, by=ada, now=NOON)
    browser = enter(ada)
    page = text(browser.get(question.get_absolute_url()))
    assert ("an endorsement bears your name" in page, "Did it help?" in page) == (True, False)
    assert NUDGE not in text(browser.get("/@emmy"))
    assert "would tell everybody who asked" in text(browser.get(f"/endorsements/give?entry={answer.pk}"))


def test_on_the_page_of_who_answered_one_finds_the_way(enter, client, answer, ada, emmy, eve):
    assert f'href="/endorsements/give?entry={answer.pk}"' in enter(ada).get("/@emmy").content.decode()
    assert NUDGE in text(enter(ada).get("/@emmy"))
    for nobody in (client, enter(eve), enter(emmy)):
        assert NUDGE not in text(nobody.get("/@emmy"))
    an_endorsement(answer, ada)
    assert NUDGE not in text(enter(ada).get("/@emmy"))


def test_whoever_it_is_about_hides_it_and_still_sees_it(enter, client, emmy, ada, endorsed):
    browser = enter(emmy)
    browser.post(f"/endorsements/{endorsed.pk}/shown", {"shown": "0"})
    assert "Hidden: only you see it." in text(browser.get("/@emmy/endorsements"))
    for other in (client, enter(ada)):
        assert WORDS not in text(other.get("/@emmy/endorsements")) + text(other.get("/@emmy"))
    browser.post(f"/endorsements/{endorsed.pk}/shown", {"shown": "1"})
    assert WORDS in text(client.get("/@emmy/endorsements"))


def test_for_others_there_is_nothing_to_hide(enter, endorsed, ada, eve):
    for member in (ada, eve):
        assert enter(member).post(f"/endorsements/{endorsed.pk}/shown", {"shown": "0"}).status_code == 404


def test_the_page_by_topic_and_of_who_keeps_it_to_themself(client, enter, endorsed, emmy):
    assert client.get("/@emmy/endorsements?topic=statistics").status_code == 200
    assert client.get("/@emmy/endorsements?topic=co-authors").status_code == 404
    assert client.get("/@Emmy/endorsements").url == "/@emmy/endorsements"
    type(emmy).objects.update(shows_activity=False)
    assert client.get("/@emmy/endorsements").status_code == 404
    assert "all of it is hidden" in text(enter(emmy).get("/@emmy/endorsements"))


def test_a_page_of_nothing_says_what_will_be_there(client, emmy):
    assert "Nothing yet" in text(client.get("/@emmy/endorsements"))


def test_words_are_words(client, answer, ada):
    an_endorsement(answer, ada, words="<script>alert(1)</script> [x](javascript:1) and %s {{ 1 }}")
    for address in ("/@emmy", "/@emmy/endorsements"):
        page = client.get(address).content.decode()
        assert ("<script>alert" in page, "&lt;script&gt;alert(1)" in page) == (False, True)


def test_notifications_lead_to_ones_own_page(enter, emmy):
    assert enter(emmy).get("/endorsements").url == "/@emmy/endorsements"


def many(community, emmy, ada, number):
    """As many endorsements, on two topics each, by as many people."""
    for one in range(number):
        answer = an_answer(a_question(community, ada), emmy)
        an_endorsement(answer, a_member(f"reader-{one}"), topics=["statistics", "co-authors"])


@pytest.mark.parametrize("number", [1, 40])
def test_the_page_costs_the_same_for_one_and_for_many(
    client, enter, community, emmy, ada, number, django_assert_num_queries
):
    many(community, emmy, ada, number)
    with django_assert_num_queries(6):
        assert text(client.get("/@emmy/endorsements")).count(WORDS) == min(number, 30)
    browser = enter(emmy)
    with django_assert_num_queries(8):
        browser.get("/@emmy/endorsements")


def test_the_second_page(client, community, emmy, ada):
    many(community, emmy, ada, 31)
    assert text(client.get("/@emmy/endorsements?page=2")).count(WORDS) == 1


def test_saying_so_costs_a_question_page_no_query_more(
    enter, question, answer, ada, django_assert_num_queries
):
    questions.accept(answer, by=ada, now=NOON)
    browser = enter(ada)
    browser.get(question.get_absolute_url())
    with django_assert_num_queries(4):
        assert ASKED in text(browser.get(question.get_absolute_url()))
