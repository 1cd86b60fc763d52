"""A reader sees what isn't open to them yet, and why, where it would be."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from slashmentor.commons.people.models import Member
from slashmentor.commons.standing.models import Standing
from slashmentor.parts.questions import actions
from tests.cast import a_question, an_answer, give_points

UP = "Voting for what is useful opens at 15 points here; you have {}."
DOWN = "Voting down opens at 125 points here; you have {}."
COMMENT = "Commenting on others’ posts opens at 50 points here; you have {}."


@pytest.fixture
def asked(strict, ada, emmy, now):
    question = a_question(strict, ada, topics=["statistics"])
    an_answer(question, emmy)
    return question


@pytest.fixture
def page(client, asked):
    """The page of ada's question in a community with the numbers of rules.md, as a member reads it."""

    def page(member, reputation=1):
        if reputation > 1:
            give_points(member, asked.community, reputation)
        client.force_login(member)
        return client.get(asked.get_absolute_url()).content.decode()

    return page


@pytest.mark.parametrize(
    ("reputation", "shut"),
    [
        (1, {UP, DOWN, COMMENT}),
        (14, {UP, DOWN, COMMENT}),
        (15, {DOWN, COMMENT}),
        (49, {DOWN, COMMENT}),
        (50, {DOWN}),
        (124, {DOWN}),
        (125, set()),
    ],
)
def test_each_gate_is_shut_below_its_points(page, eve, reputation, shut):
    words = page(eve, reputation)
    assert {gate for gate in (UP, DOWN, COMMENT) if gate.format(reputation) in words} == shut
    assert ('formaction="/entries/' in words and 'name="value" value="1"' in words) == (UP not in shut)
    assert ("/needs-work" in words) == (DOWN not in shut)
    assert ('/comments"' in words) == (COMMENT not in shut)


def test_the_reason_is_the_name_of_the_control(page, eve):
    assert f'<summary class="ib" aria-label="{UP.format(1)}" title="{UP.format(1)}">' in page(eve)


def test_own_posts_and_their_answers_are_always_commented(page, ada, emmy, client, asked):
    assert COMMENT.format(1) not in page(ada)  # her question, and the answer to it
    shown = page(emmy)
    assert shown.count(COMMENT.format(1)) == 1  # the question; the answer is hers


def test_a_vote_is_taken_back_even_when_the_points_are_gone(page, eve, asked, now):
    give_points(eve, asked.community, 15)
    actions.vote(asked, by=eve, value=1, now=now)
    Standing.objects.filter(member=eve).update(points=1, reputation=1)
    shown = page(eve)
    assert f'formaction="/entries/{asked.pk}/vote"' in shown
    assert shown.count(f'aria-label="{UP.format(1)}"') == 1  # on the answer


def test_votes_apart_are_for_those_who_see_them(page, eve, mo, asked, now):
    for voter, value in ((mo, 1), (eve, -1)):
        give_points(voter, asked.community, 500 if voter == mo else 125)
        actions.vote(asked.answers.get(), by=voter, value=value, now=now)
    apart = "1 found it useful, 1 that it needs work"
    assert apart in page(eve)
    Standing.objects.filter(member=eve).update(points=98, reputation=98)
    assert apart not in page(eve)


def test_those_who_look_after_it_have_every_gate_open(page, asked, eve):
    Member.objects.filter(pk=eve.pk).update(is_staff=True)
    eve.refresh_from_db()
    words = page(eve)
    assert "opens at" not in words
    assert "found it useful" in words


def test_the_suspended_read_why_nothing_is_open(page, eve, asked):
    until = timezone.now() + timedelta(days=7)
    Standing.objects.create(member=eve, community=asked.community, suspended_until=until)
    words = page(eve)
    assert words.count("Your account is suspended until") >= 7  # each vote, both comments, the answer
    assert f'action="/questions/{asked.pk}/answers"' not in words
    assert 'name="value"' not in words


def test_visitors_are_sent_to_the_log_in_as_ever(client, asked):
    words = client.get(asked.get_absolute_url()).content.decode()
    assert "opens at" not in words
    assert "log in to say so" in words


def test_after_a_vote_the_gates_are_as_before(client, asked, eve):
    give_points(eve, asked.community, 100)
    client.force_login(eve)
    piece = client.post(
        f"/entries/{asked.pk}/vote", {"value": "1"}, headers={"HX-Request": "true"}
    ).content.decode()
    assert DOWN.format(100) in piece
    assert "1 found it useful, 0 that it needs work" in piece
    assert re.search(r'aria-pressed="true"', piece)


def test_all_comments_say_what_is_missing_too(client, asked, eve):
    client.force_login(eve)
    words = client.get(f"/entries/{asked.pk}/comments").content.decode()
    assert COMMENT.format(1) in words
    assert "<textarea" not in words


@pytest.mark.parametrize(("reputation", "may"), [(14, False), (15, True)])
def test_a_comment_s_controls_say_what_they_take(client, asked, ada, eve, now, reputation, may):
    note = actions.comment(asked, by=ada, body="Which version of the script was it?", now=now)
    give_points(eve, asked.community, reputation)
    client.force_login(eve)
    flag = f"Flagging opens at 15 points here; you have {reputation}."
    for address in (asked.get_absolute_url(), f"/entries/{asked.pk}/comments"):
        words = client.get(address).content.decode()
        assert (f"/flags/new?about=questions.comment:{note.pk}" in words) == may
        assert (f'<summary title="{flag}">Flag</summary>' in words) != may
        assert (f'formaction="/comments/{note.pk}/useful"' in words) == may
        assert (f'<summary title="{UP.format(reputation)}">Useful</summary>' in words) != may


def test_a_comment_is_no_longer_useful_even_when_the_points_are_gone(client, asked, ada, eve, now):
    note = actions.comment(asked, by=ada, body="Which version of the script was it?", now=now)
    give_points(eve, asked.community, 15)
    client.force_login(eve)
    pressed = client.post(f"/comments/{note.pk}/useful", {"useful": "1"}, headers={"HX-Request": "true"})
    assert re.fullmatch(rf'<button[^>]+ id="thanks-{note.pk}"[^>]+>Useful <b>1</b></button>', pressed.text)
    Standing.objects.filter(member=eve).update(points=1, reputation=1)
    words = client.get(asked.get_absolute_url()).content.decode()
    assert f'formaction="/comments/{note.pk}/useful"' in words


def test_the_ask_page_says_what_a_newcomer_leaves_out(client, strict, eve):
    client.force_login(eve)
    words = client.get("/questions/ask?community=strict").content.decode()
    assert "Adding pictures and more than two links opens at 10 points here; you have 1." in words
    assert "Making a new topic opens at 150 points here; you have 1." in words
    give_points(eve, strict, 150)
    assert "Not open to you yet" not in client.get("/questions/ask?community=strict").content.decode()


@pytest.fixture
def paused(client, asked, eve):
    """Eve reads, who is suspended in the community of ada's question."""
    until = timezone.now() + timedelta(days=7)
    Standing.objects.create(member=eve, community=asked.community, suspended_until=until)
    client.force_login(eve)
    return lambda address: client.get(address).content.decode()


PAUSED = "You are suspended in Strict until"


def test_one_line_on_the_pages_of_a_community_tells_the_suspended_and_where_to_appeal(paused, asked):
    for address in ("/c/strict", asked.get_absolute_url(), "/questions/ask?community=strict"):
        words = paused(address)
        assert words.count(PAUSED) == 1
        assert '<a href="/settings/decisions">Why, and how to appeal</a>' in words


def test_elsewhere_and_to_others_nothing_is_said_of_it(paused, client, asked, community, emmy):
    for address in ("/c/academia", "/questions/ask?community=academia"):
        assert "suspended" not in paused(address)
    client.force_login(emmy)
    for address in ("/c/strict", asked.get_absolute_url(), "/questions/ask?community=strict"):
        assert "suspended" not in paused(address)


def test_who_is_suspended_everywhere_reads_the_notice_alone(paused, asked, eve):
    Member.objects.filter(pk=eve.pk).update(suspended_until=timezone.now() + timedelta(days=9))
    for address in ("/c/strict", asked.get_absolute_url(), "/questions/ask?community=strict"):
        words = paused(address)
        assert PAUSED not in words
        assert words.count("Why, and how to appeal") == 1
