"""The pages: the form in front of a mentor, the request as both see it, the list of them."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from slashmentor.commons.safety import actions as safety
from slashmentor.commons.safety.actions import block
from slashmentor.parts.mentors import actions as mentors
from slashmentor.parts.mentors.models import Offer
from slashmentor.parts.mentorships import actions
from slashmentor.parts.mentorships.lifecycle import State
from slashmentor.parts.mentorships.models import Request
from tests.cast import BROWSER, NOON, a_member, a_mentor_page

from .conftest import ASKS, asking, by_letter, letters, link_in

pytestmark = pytest.mark.django_db
ASK = "/@emmy/mentor/ask"
PERSON = {"name": "Priya Raman", "email": "priya@example.net"}


@pytest.fixture
def stranger():
    return Client(headers={"user-agent": BROWSER})


@pytest.fixture
def asked(offer, ada):
    return asking(offer, ada, now=timezone.now())


def text(answer):
    return answer.content.decode()


def test_a_newcomer_asks_and_the_mentor_says_yes(offer, ada, emmy, enter):
    as_ada, as_emmy = enter(ada), enter(emmy)
    assert "Where you are, what you have tried" in text(as_ada.get(ASK))
    sent = as_ada.post(ASK, {"asks": ASKS, "why": "You wrote it.", "kind": "support"}, follow=True)
    request = Request.objects.get()
    assert sent.redirect_chain == [(request.get_absolute_url(), 302)]
    assert ASKS[:60] in text(sent)
    assert "From Ada Whitcombe" in text(as_emmy.get("/mentorships"))
    said = as_emmy.post(
        request.get_absolute_url(), {"do": "accept", "words": "Thursday at five?"}, follow=True
    )
    assert "Thursday at five?" in text(said)
    assert "Emmy Brandt said yes." in text(as_ada.get(request.get_absolute_url()))
    offer.refresh_from_db()
    assert offer.taken == 1
    as_ada.post(request.get_absolute_url(), {"do": "end"})
    offer.refresh_from_db()
    assert offer.taken == 0


def test_a_stranger_asks_by_letter_and_reads_the_answer(offer, emmy, enter, stranger):
    page = text(stranger.get(ASK))
    assert "emmy@example.org" not in page
    sent = stranger.post(ASK, {"asks": ASKS, **PERSON}, follow=True)
    assert (sent.redirect_chain, "Look into your mail" in text(sent)) == ([(f"{ASK}?sent", 302)], True)
    [letter] = letters(timezone.now())
    address = link_in(letter)
    opened = stranger.get(address)
    assert "This isn’t sent yet" in text(opened)
    assert (opened["Referrer-Policy"], opened["Cache-Control"]) == ("same-origin", "private, no-store")
    assert Request.objects.get().state == State.UNCONFIRMED  # a scanner that follows links sends nothing
    stranger.post(address, {"do": "confirm"})
    request = Request.objects.get()
    assert request.state == State.SENT
    seen = text(enter(emmy).get(request.get_absolute_url()))
    assert "Priya Raman" in seen
    assert "priya@example.net" not in seen
    enter(emmy).post(request.get_absolute_url(), {"do": "ask_more", "words": "How many plots?"})
    assert "How many plots?" in text(stranger.get(address))
    stranger.post(address, {"do": "answer", "words": "Forty."})
    assert "Forty." in text(enter(emmy).get(request.get_absolute_url()))
    assert "emmy@example.org" not in text(stranger.get(address))


def test_the_answer_is_the_same_whatever_is_known_of_an_address(offer, ada, emmy, stranger, settings):
    settings.LIMITS = False
    ada.emailaddress_set.create(email="priya@example.net", verified=True)
    block(ada, by=emmy, now=NOON)
    seen = set()
    for email in ("priya@example.net", "nobody@example.net", "emmy@example.org"):
        answer = stranger.post(ASK, {"asks": ASKS, "name": "Priya", "email": email})
        page = re.sub(r"\w{64}", "", text(stranger.get(answer["Location"])))
        seen.add((answer.status_code, answer["Location"], page))
    assert len(seen) == 1
    assert len(letters(timezone.now())) == 3


def test_what_was_written_stays_when_something_is_missing(offer, ada, enter, stranger):
    for client, more in ((enter(ada), {}), (stranger, PERSON | {"email": "priya"})):
        answer = client.post(ASK, {"asks": "Too short, I fear.", "time": "An hour", **more})
        assert answer.status_code == 400
        assert "Too short, I fear." in text(answer)
        assert "at least 200 characters" in text(answer)


def test_a_shut_door_has_a_sentence_and_others(offer, ada, kay, emmy, enter, stranger):
    a_mentor_page(kay)
    mentors.pause(offer, by=emmy, now=NOON)
    for client in (enter(ada), stranger):
        for answer in (client.get(ASK), client.post(ASK, {"asks": ASKS, **PERSON})):
            assert "Emmy Brandt takes no requests at the moment." in text(answer)
            assert "<textarea" not in text(answer)
            assert 'href="/@kay/mentor"' in text(answer)
    assert not Request.objects.exists()


def test_a_block_looks_like_a_pause(offer, ada, eve, emmy, enter):
    block(ada, by=emmy, now=NOON)
    blocked = [enter(ada).get(ASK), enter(ada).post(ASK, {"asks": ASKS})]
    mentors.pause(offer, by=emmy, now=NOON)
    paused = [enter(eve).get(ASK), enter(eve).post(ASK, {"asks": ASKS})]
    for mine, theirs in zip(blocked, paused, strict=True):
        main = [re.search(r"<main.*?</main>", text(one), re.DOTALL)[0] for one in (mine, theirs)]
        assert (mine.status_code, main[0]) == (theirs.status_code, main[1])


def test_members_only_asks_to_log_in(offer, stranger):
    Offer.objects.filter(pk=offer.pk).update(who="members")
    page = text(stranger.get(ASK))
    assert "hears from members of this instance" in page
    assert "/accounts/login/?next=/%40emmy/mentor/ask" in page
    assert stranger.post(ASK, {"asks": ASKS, **PERSON}).status_code == 403


@pytest.mark.parametrize("address", ["/@nobody/mentor/ask", "/@ada/mentor/ask"])
def test_where_there_is_no_page_there_is_no_form(offer, ada, stranger, address):
    a_mentor_page(ada, published=False)
    assert stranger.get(address).status_code == stranger.post(address, {"asks": ASKS}).status_code == 404


def test_nobody_else_sees_it_neither_do_hosts(asked, eve, enter, stranger):
    host = a_member("hana", is_staff=True, is_superuser=True)
    for member in (eve, host):
        for answer in (
            enter(member).get(asked.get_absolute_url()),
            enter(member).post(asked.get_absolute_url(), {"do": "accept"}),
        ):
            assert answer.status_code == 404
    for secret in ("x", "x" * 43, asked.secret or "y"):
        assert stranger.get(f"{asked.get_absolute_url()}/{secret}").status_code == 404
    assert enter(host).get(f"/moderation/things/mentorships.request:{asked.pk}").status_code == 404
    assert enter(host).get(f"/flags/new?about=mentorships.request:{asked.pk}").status_code == 404


def test_what_one_of_the_two_flags_is_seen_and_nothing_around_it(asked, ada, emmy, enter):
    host = a_member("hana", is_staff=True, is_superuser=True)
    actions.ask_more(asked, by=emmy, words="An insult, plainly.", now=timezone.now())
    word = asked.words.get()
    address = f"/moderation/things/mentorships.word:{word.pk}"
    assert enter(host).get(address).status_code == 404
    said = enter(ada).post(
        f"/flags/new?about=mentorships.word:{word.pk}", {"harm": "abuse", "words": "See for yourself."}
    )
    assert said.status_code == 302
    page = text(enter(host).get(address))
    assert "An insult, plainly." in page
    assert ASKS[:40] not in page
    assert "A word on a request" in text(enter(host).get("/moderation"))
    assert enter(host).get(f"/moderation/things/mentorships.request:{asked.pk}").status_code == 404
    safety.act(word, "post.deleted", by=host, reason="An insult", now=timezone.now())
    assert "An insult, plainly." not in text(enter(ada).get(asked.get_absolute_url()))
    assert "Taken out of sight" in text(enter(ada).get(asked.get_absolute_url()))


def test_a_flag_taken_back_shows_nothing_any_more(asked, emmy, enter):
    host = a_member("hana", is_staff=True, is_superuser=True)
    flag = safety.raise_flag(asked, by=emmy, harm="spam", now=timezone.now())
    assert enter(host).get(f"/moderation/things/mentorships.request:{asked.pk}").status_code == 200
    safety.withdraw(flag, by=emmy, now=timezone.now())
    assert enter(host).get(f"/moderation/things/mentorships.request:{asked.pk}").status_code == 404


@pytest.mark.parametrize("do", ["", "fly", "confirm\x00", "expire", "answer", "withdraw"])
def test_what_is_not_theirs_to_do_changes_nothing(asked, emmy, enter, do):
    answer = enter(emmy).post(asked.get_absolute_url(), {"do": do, "words": "x"})
    assert answer.status_code in {400, 403}
    asked.refresh_from_db()
    assert asked.state == State.SENT


def test_markup_is_words(offer, ada, emmy, enter):
    request = asking(offer, ada, asks="<script>alert(1)</script> " + ASKS, now=timezone.now())
    assert "&lt;script&gt;alert(1)" in text(enter(emmy).get(request.get_absolute_url()))


def test_empty_lists_say_what_will_be_there(ada, enter):
    as_ada = enter(ada)
    assert "You have asked nobody yet" in text(as_ada.get("/mentorships"))
    assert "Nobody has asked you yet" in text(as_ada.get("/mentorships?show=to"))
    assert as_ada.get("/mentorships?before=x").status_code == 404
    assert "Nothing older" in text(as_ada.get("/mentorships?before=1"))


def test_as_many_queries_for_one_as_for_many(offer, emmy, enter, django_assert_max_num_queries):
    as_emmy = enter(emmy)
    with_one, with_many = [], []
    asking(offer, a_member("asker-0"))
    as_emmy.get("/mentorships")
    with django_assert_max_num_queries(9) as seen:
        as_emmy.get("/mentorships")
    with_one = len(seen)
    for number in range(1, 25):
        asking(offer, a_member(f"asker-{number}"))
    with django_assert_max_num_queries(9) as seen:
        page = text(as_emmy.get("/mentorships"))
    with_many = len(seen)
    assert with_one == with_many
    older = re.search(r"/mentorships\?show=to&amp;before=\d+", page)[0].replace("&amp;", "&")
    assert text(as_emmy.get(older)).count('<li class="row m">') == 5


def test_a_request_is_a_few_queries_however_much_was_said(
    asked, ada, emmy, enter, django_assert_max_num_queries
):
    now = timezone.now()
    as_ada = enter(ada)
    as_ada.get(asked.get_absolute_url())
    for number in range(6):
        actions.ask_more(asked, by=emmy, words=f"And {number}?", now=now)
        actions.answer(asked, by=ada, words=f"{number}.", now=now + timedelta(seconds=1))
    with django_assert_max_num_queries(8):
        as_ada.get(asked.get_absolute_url())


def test_forms_of_visitors_are_limited(offer, stranger, settings):
    settings.LIMITS = True
    answers = {stranger.post(ASK, {"asks": "x", **PERSON}).status_code for _time in range(25)}
    assert answers == {400, 429}


def test_an_unconfirmed_one_is_nobody_s_but_the_visitor_s(offer, emmy, enter):
    request = by_letter(offer, now=timezone.now())
    assert enter(emmy).get(request.get_absolute_url()).status_code == 404
