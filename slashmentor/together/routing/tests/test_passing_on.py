"""“Somebody else should see this”: whom one can name, what they learn, and what nobody does."""

from datetime import time, timedelta

import pytest
from django.db import IntegrityError, transaction

from slashmentor.base.errors import Invalid, Refused
from slashmentor.commons.happenings.models import Happening
from slashmentor.commons.safety.actions import block
from slashmentor.parts.questions import actions as questions
from slashmentor.together.routing.actions import ignore, pass_on, take_on, wave_off
from slashmentor.together.routing.models import Invitation, NotForMe, Wishes
from slashmentor.together.routing.queries.invited import invitations_of
from tests.cast import NOON, a_member, a_question, an_answer

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)
KINDLY = "This can’t be brought to @eve just now. Perhaps somebody else comes to mind?"


def refused(question, to, by, **more):
    with pytest.raises(Invalid) as error:
        pass_on(question, to=to, by=by, now=NOON, **more)
    return error.value.errors


def change(member, **fields):
    type(member).objects.filter(pk=member.pk).update(**fields)


def test_what_somebody_is_pointed_to_stands_on_their_list_once(question, emmy, eve):
    for _time in range(2):
        pass_on(question, to=" @Eve ", by=emmy, words="You did this in 2019, no?", now=NOON)
    (invited,) = invitations_of(eve, now=NOON)
    assert (invited.path, invited.name, invited.words) == (
        question.get_absolute_url(), "Emmy Brandt", "You did this in 2019, no?",
    )  # fmt: skip
    assert Happening.objects.filter(verb="question.passed_on").count() == 1


@pytest.mark.parametrize(
    ("to", "said"),
    [
        ("", "Whom do you think of? Please write their handle, like @ada."),
        ("nobody", "Nobody who could be told has the handle @nobody."),
        ("brought", "Nobody who could be told has the handle @brought."),
        ("left", "Nobody who could be told has the handle @left."),
        ("eve", "That is you."),
        ("ada", "@ada asked this."),
        ("emmy", "@emmy has answered this already."),
    ],
)
def test_reasons_that_everybody_can_know_are_said(question, answer, eve, to, said):
    a_member("brought", is_claimed=False)
    a_member("left", is_active=False)
    assert refused(question, to, eve) == {"to": said}


@pytest.mark.parametrize(
    "why",
    [
        lambda _q, eve, emmy: block(emmy, by=eve, now=NOON),
        lambda _q, eve, emmy: block(eve, by=emmy, now=NOON),
        lambda _q, eve, _emmy: change(eve, suspended_until=NOON + HOUR),
        lambda _q, eve, _emmy: Wishes.objects.create(member=eve, rests_until=NOON + HOUR),
        lambda q, eve, _emmy: NotForMe.objects.create(member=eve, question=q, at=NOON),
    ],
)
def test_reasons_that_are_nobody_elses_are_all_the_same_sentence(question, emmy, eve, why):
    why(question, eve, emmy)
    assert refused(question, "eve", emmy) == {"to": KINDLY}


def test_who_asked_anonymously_is_invited_like_everybody_and_invites_nobody(community, ada, emmy, eve):
    question = questions.ask_anonymously(
        community, by=ada, title="How do I leave a lab where nobody talks to me?",
        body="I have been here for two years, and every meeting is cancelled.", topics=["statistics"], now=NOON,
    )  # fmt: skip
    assert pass_on(question, to="ada", by=emmy, now=NOON).to == ada
    with pytest.raises(Refused, match="would bear your name"):
        pass_on(question, to="eve", by=ada, now=NOON)


def test_one_word_is_enough_whoever_it_comes_from(question, ada, emmy, eve):
    pass_on(question, to="eve", by=emmy, now=NOON)
    assert refused(question, "eve", ada) == {
        "to": "Somebody pointed @eve to this already. One word is enough."
    }
    with pytest.raises(IntegrityError), transaction.atomic():
        Invitation.objects.create(question=question, by=ada, to=eve, at=NOON)


def test_a_line_is_a_line(question, emmy, eve):
    assert list(refused(question, "eve", emmy, words="x" * 201)) == ["words"]
    assert pass_on(question, to="eve", by=emmy, words="One\n  line\u202e", now=NOON).words == "One line"


def test_ten_within_a_day_and_then_again(community, ada, emmy):
    question = a_question(community, ada)
    for number in range(11):
        a_member(f"member-{number}")
    for number in range(10):
        pass_on(question, to=f"member-{number}", by=emmy, now=NOON)
    with pytest.raises(Refused, match="You passed 10 questions on within a day"):
        pass_on(question, to="member-10", by=emmy, now=NOON + 23 * HOUR)
    assert pass_on(question, to="member-10", by=emmy, now=NOON + 24 * HOUR)


@pytest.mark.parametrize("deed", ["close", "delete"])
def test_what_takes_no_answers_is_passed_on_to_nobody(question, ada, emmy, eve, mo, deed):
    pass_on(question, to="eve", by=emmy, now=NOON)
    if deed == "close":
        questions.vote_to_close(question, by=mo, reason="focus", now=NOON)
    else:
        questions.delete(question, by=ada, now=NOON)
    assert invitations_of(eve, now=NOON) == []
    with pytest.raises(Refused):
        pass_on(question, to="mo", by=emmy, now=NOON)


@pytest.mark.parametrize(
    "deed",
    [
        lambda q, eve, _emmy: ignore(Invitation.objects.get(question=q), by=eve, now=NOON),
        lambda q, eve, _emmy: wave_off(q, by=eve, now=NOON),
        lambda q, eve, _emmy: take_on(q, by=eve, now=NOON),
        lambda q, eve, _emmy: an_answer(q, eve),
        lambda _q, eve, emmy: block(emmy, by=eve, now=NOON),
    ],
)
def test_whatever_they_do_it_leaves_their_list(question, emmy, eve, deed):
    pass_on(question, to="eve", by=emmy, now=NOON)
    deed(question, eve, emmy)
    assert invitations_of(eve, now=NOON) == []


def test_nobody_ignores_for_somebody_else(question, emmy, eve):
    made = pass_on(question, to="eve", by=emmy, now=NOON)
    with pytest.raises(Refused):
        ignore(made, by=emmy, now=NOON)


def test_passing_on_in_the_browser(client, question, emmy, eve):
    client.force_login(emmy)
    address = f"/for-you/{question.pk}/pass-on"
    assert 'data-complete="/people/complete"' in client.get(address).content.decode()
    failed = client.post(address, {"to": "nobody", "words": "A line of mine"})
    assert failed.status_code == 400
    assert 'value="A line of mine"' in failed.content.decode()
    done = client.post(address, {"to": "eve", "words": "A line of mine"})
    assert done.url == question.get_absolute_url()
    client.force_login(eve)
    page = client.get("/for-you").content.decode()
    assert "Somebody thought of you" in page
    invitation = Invitation.objects.get()
    assert client.post(f"/for-you/invitations/{invitation.pk}/ignore").url == "/for-you"
    assert "Somebody thought of you" not in client.get("/for-you").content.decode()
    client.force_login(emmy)
    assert client.post(f"/for-you/invitations/{invitation.pk}/ignore").status_code == 404


def test_what_waits_costs_one_query_however_much_it_is(community, ada, emmy, eve, django_assert_num_queries):
    for number in range(12):
        question = a_question(community, ada, title=f"Who has asked a journal for data, number {number}?")
        Invitation.objects.create(question=question, by=emmy, to=eve, at=NOON)
    with django_assert_num_queries(1):
        assert len(invitations_of(eve, now=NOON)) == 10


def test_quiet_hours_are_no_reason_for_an_invitation_which_waits_for_them(question, emmy, eve):
    Wishes.objects.create(member=eve, quiet_from=time(10), quiet_until=time(18), is_asked=False)
    assert pass_on(question, to="eve", by=emmy, now=NOON)
