"""Finding out who asked anonymously takes two moderators, and tells who asked."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from slashmentor.base.errors import Invalid, Refused
from slashmentor.base.jobs import run_waiting
from slashmentor.commons.communities.models import Moderator
from slashmentor.commons.safety.models import Decision
from slashmentor.parts.questions import actions, seals
from slashmentor.parts.questions.models import Opening
from tests.cast import NOON, a_community, a_member

REASON = "Somebody writes that they want to hurt themselves."


@pytest.fixture
def asked(community, ada):
    return actions.ask_anonymously(
        community,
        by=ada,
        title="How do I leave a lab where nobody talks to me?",
        body="I have been here for two years, and every meeting is cancelled at the last minute.",
        topics=["leaving"],
        now=NOON,
    )


@pytest.fixture
def mia(community):
    """The second moderator."""
    member = a_member("mia", name="Mia Lund")
    Moderator.objects.create(community=community, member=member, since=NOON)
    return member


@pytest.fixture
def wish(asked, mo):
    return actions.ask_to_open(asked, by=mo, reason=REASON, now=NOON)


def test_another_moderator_opens_it(wish, mia, ada):
    assert actions.open_seal(wish, by=mia, now=NOON) == ada


def test_who_asked_for_it_does_not_open_it(wish, mo):
    with pytest.raises(Refused, match="another moderator"):
        actions.open_seal(wish, by=mo, now=NOON)
    wish.refresh_from_db()
    assert wish.opened_at is None


def test_not_even_the_database_takes_the_same_one_twice(wish, mo):
    with pytest.raises(IntegrityError), transaction.atomic():
        Opening.objects.filter(pk=wish.pk).update(opened_by=mo, opened_at=NOON)


def test_members_neither_ask_nor_open(asked, wish, emmy):
    with pytest.raises(Refused):
        actions.ask_to_open(asked, by=emmy, reason=REASON, now=NOON)
    with pytest.raises(Refused):
        actions.open_seal(wish, by=emmy, now=NOON)


def test_moderators_of_another_community_do_not(wish):
    other = a_member("otto")
    Moderator.objects.create(community=a_community("history"), member=other, since=NOON)
    with pytest.raises(Refused):
        actions.open_seal(wish, by=other, now=NOON)


def test_a_suspended_moderator_does_not(wish, mia):
    mia.suspended_until = NOON + timedelta(days=1)
    with pytest.raises(Refused, match="suspended"):
        actions.open_seal(wish, by=mia, now=NOON)


def test_a_host_may_be_the_second(wish, db, ada):
    assert actions.open_seal(wish, by=a_member("hana", is_staff=True), now=NOON) == ada


def test_declined_it_stays_sealed(wish, mia, mo):
    actions.decline_opening(wish, by=mia, now=NOON)
    wish.refresh_from_db()
    assert (wish.declined_at, actions.who_asked(wish)) == (NOON, None)
    with pytest.raises(Invalid, match="decided already"):
        actions.open_seal(wish, by=mia, now=NOON)


def test_who_asked_for_it_may_take_it_back(wish, mo):
    actions.decline_opening(wish, by=mo, now=NOON)
    wish.refresh_from_db()
    assert wish.declined_at == NOON


def test_asked_twice_is_one_wish(asked, wish, mia):
    assert actions.ask_to_open(asked, by=mia, reason=REASON, now=NOON) == wish


@pytest.mark.parametrize("reason", ["", "because", "x" * 501])
def test_it_takes_a_reason(asked, mo, reason):
    with pytest.raises(Invalid, match="Say why"):
        actions.ask_to_open(asked, by=mo, reason=reason, now=NOON)


def test_what_is_forgotten_is_not_asked_for(asked, mo):
    seals.forget([asked.persona_id])
    with pytest.raises(Invalid, match="Nobody can find out"):
        actions.ask_to_open(asked, by=mo, reason=REASON, now=NOON)


def test_forgotten_meanwhile_it_is_not_opened(asked, wish, mia):
    seals.forget([asked.persona_id])
    with pytest.raises(Invalid):
        actions.open_seal(wish, by=mia, now=NOON)
    wish.refresh_from_db()
    assert wish.opened_at is None


def test_a_named_question_has_no_seal(question, mo):
    with pytest.raises(Refused):
        actions.ask_to_open(question, by=mo, reason=REASON, now=NOON)


def test_who_asked_is_told_both_times(wish, mia, ada):
    run_waiting()
    assert ada.notifications.filter(kind="persona").count() == 1
    actions.open_seal(wish, by=mia, now=NOON)
    run_waiting()
    assert ada.notifications.filter(kind="persona").count() == 2


def test_the_public_log_has_no_names(client, wish, mia, ada, asked):
    actions.open_seal(wish, by=mia, now=NOON)
    decision = Decision.objects.get(verb="persona.opened")
    assert (decision.member, decision.about_kind) == (None, "questions.opening")
    assert "ada" not in decision.reason.lower()


def test_who_it_is_stands_in_no_row(wish, mia, ada):
    actions.open_seal(wish, by=mia, now=NOON)
    assert str(ada.pk) not in [
        str(value) for value in Opening.objects.values_list("opened_by", "asked_by").get()
    ]


# --- the page ---


@pytest.fixture
def path(asked):
    return f"/moderation/personas/{asked.pk}"


@pytest.mark.parametrize("who", ["ada", "emmy", None])
def test_the_page_is_not_there_for_others(client, path, request, who):
    if who:
        client.force_login(request.getfixturevalue(who))
    assert client.get(path).status_code == 404
    assert client.post(path, {"ask": "1", "reason": REASON}).status_code == 404


def test_two_moderators_in_the_browser(client, path, mo, mia, ada, db):
    third = a_member("hana", name="Hana", is_staff=True)
    client.force_login(mo)
    assert client.post(path, {"ask": "1", "reason": REASON}).status_code == 302
    assert client.post(path, {"open": "1"}).status_code == 403
    client.force_login(mia)
    assert "@ada" not in client.get(path).content.decode()
    assert client.post(path, {"open": "1"}).status_code == 302
    shown = {}
    for one in (mo, mia, third):
        client.force_login(one)
        shown[one.handle] = "@ada" in client.get(path).content.decode()
    assert shown == {"mo": True, "mia": True, "hana": False}


def test_the_two_read_it_for_a_day(client, path, wish, mia, mo):
    actions.open_seal(wish, by=mia, now=NOON)
    client.force_login(mo)
    html = client.get(path).content.decode()
    assert "@ada" not in html
    assert REASON in html


def test_a_reason_too_short_comes_back_with_the_form(client, path, mo):
    client.force_login(mo)
    answer = client.post(path, {"ask": "1", "reason": "because"})
    assert answer.status_code == 400
    assert "because" in answer.content.decode()


def test_there_is_nothing_to_open_where_nobody_wished_it(client, path, mia):
    client.force_login(mia)
    assert client.post(path, {"open": "1"}).status_code == 404


def test_ones_own_list_says_what_became_of_it(client, asked, wish, mia, ada, emmy):
    client.force_login(ada)
    html = client.get("/questions/mine/anonymous").content.decode()
    assert asked.title in html
    assert "Another one decides" in html
    actions.open_seal(wish, by=mia, now=NOON)
    assert "opened the seal" in client.get("/questions/mine/anonymous").content.decode()
    client.force_login(emmy)
    assert asked.title not in client.get("/questions/mine/anonymous").content.decode()


def test_the_list_costs_the_same_for_one_and_for_many(client, community, ada, django_assert_num_queries):
    client.force_login(ada)
    community.numbers = {**community.numbers, "anonymous.a_day": 100}
    community.save()
    for number in range(12):
        words = {"body": "I have been here for two years, and nobody talks to me.", "topics": ["leaving"]}
        actions.ask_anonymously(
            community, by=ada, title=f"How do I leave, number {number}?", now=NOON, **words
        )
        if number in (0, 11):
            with django_assert_num_queries(5):
                client.get("/questions/mine/anonymous")
