from datetime import timedelta

import pytest

from slashmentor.base.jobs import run_waiting
from slashmentor.commons.communities.models import Community
from slashmentor.parts.questions.actions import delete, edit, vote, vote_to_close
from slashmentor.parts.questions.models import Ballot, CloseReason, Entry, Link, Reason
from tests.cast import a_community, a_member, a_question, an_answer, give_points

DAY = timedelta(days=1)


@pytest.fixture
def other(community, emmy):
    return a_question(community, emmy, title="Whom do I tell about wrong error bars?")


@pytest.fixture
def helper(community):
    """Somebody with enough points to vote to close, and for everything below."""
    member = a_member("helper", name="Hedda Lind")
    give_points(member, community, 600)
    return member


def page_of(client, question):
    return client.get(question.get_absolute_url()).content.decode()


def test_a_moderator_closes_with_a_reason(enter, question, mo):
    browser = enter(mo)
    assert "Needs focus" in browser.get(f"/questions/{question.pk}/close").content.decode()
    sent = browser.post(f"/questions/{question.pk}/close", {"reason": "focus"})
    assert sent.status_code == 302
    question.refresh_from_db()
    assert question.closed_reason == "focus"


def test_a_closed_question_says_kindly_what_to_change_and_who_closed_it(
    visitor, community, question, helper, now
):
    community.numbers = {**community.numbers, "close.votes": 1}
    community.save()
    vote_to_close(question, by=helper, reason=Reason.DETAILS, now=now)
    shown = page_of(visitor, question)
    assert "More details would help people to answer this." in shown
    assert "Say what you tried or read so far" in shown
    assert '<a href="/@helper">Hedda Lind</a>' in shown
    assert f'href="/entries/{question.pk}/edit"' in shown


def test_moderators_stand_there_by_their_role(visitor, question, mo, now):
    vote_to_close(question, by=mo, reason=Reason.FOCUS, now=now)
    shown = page_of(visitor, question)
    assert "a moderator" in shown
    assert "Mo Okonjo" not in shown


def test_the_communitys_own_reason_and_its_advice_are_shown(visitor, community, question, mo, now):
    why = CloseReason.objects.create(
        community=community, name="About shopping", advice="Ask in a shop.", added_at=now
    )
    vote_to_close(question, by=mo, reason=Reason.OFF_TOPIC, why=why, now=now)
    shown = page_of(visitor, question)
    assert "About shopping" in shown
    assert "Ask in a shop." in shown


def test_a_duplicate_shows_the_answers_of_the_other_question(visitor, question, other, ada, mo, now):
    an_answer(other, ada, body="Tell the corresponding author first, in one short and friendly letter.")
    vote_to_close(question, by=mo, reason=Reason.DUPLICATE, duplicate_of=other, now=now)
    shown = page_of(visitor, question)
    assert other.get_absolute_url() in shown
    assert "Tell the corresponding author first" in shown


def test_a_duplicate_may_point_to_a_sibling_community_and_says_so(visitor, question, ada, mo, now):
    there = a_question(a_community("chemistry"), ada, title="What about error bars in chemistry papers?")
    vote_to_close(question, by=mo, reason=Reason.DUPLICATE, duplicate_of=there, now=now)
    assert "in the community Chemistry" in page_of(visitor, question)


def test_its_page_forgets_an_answer_that_was_deleted_there(visitor, question, other, ada, mo, now):
    there = an_answer(
        other, ada, body="Tell the corresponding author first, in one short and friendly letter."
    )
    vote_to_close(question, by=mo, reason=Reason.DUPLICATE, duplicate_of=other, now=now)
    page_of(visitor, question)
    delete(there, by=ada, now=now)
    run_waiting()
    assert "Tell the corresponding author first" not in page_of(visitor, question)


@pytest.mark.parametrize("words", ["/questions/{pk}/whom-do-i-tell", "https://x.example/q/{pk}", "{pk}"])
def test_the_other_question_is_found_by_address_or_number(enter, question, other, mo, words):
    sent = {"reason": "duplicate", "other": words.format(pk=other.pk)}
    assert enter(mo).post(f"/questions/{question.pk}/close", sent).status_code == 302
    assert Link.objects.get(source=question, kind="duplicate").target == other


def test_the_other_question_is_looked_for_by_words(enter, question, other, mo):
    shown = enter(mo).post(
        f"/questions/{question.pk}/close", {"reason": "duplicate", "other": "wrong bars", "look": "1"}
    )
    assert shown.status_code == 200
    assert f'name="same" value="{other.pk}"' in shown.content.decode()


def test_like_questions_are_offered(enter, question, other, mo, now):
    Link.objects.create(source=question, target=other, kind=Link.Kind.ALIKE, weight=0.5, at=now)
    browser = enter(mo)
    assert other.title in browser.get(f"/questions/{question.pk}/close").content.decode()
    sent = {"reason": "duplicate", "same": other.pk}
    assert browser.post(f"/questions/{question.pk}/close", sent).status_code == 302


@pytest.mark.parametrize(
    "sent",
    [
        {},
        {"reason": "because"},
        {"reason": "duplicate"},
        {"reason": "duplicate", "other": "999999"},
        {"reason": "duplicate", "other": "nothing like it"},
        {"reason": "duplicate", "same": "nonsense"},
        {"reason": "off_topic-999"},
        {"reason": "off_topic-x"},
    ],
)
def test_a_form_that_cannot_be_comes_back(enter, question, mo, sent):
    answered = enter(mo).post(f"/questions/{question.pk}/close", sent)
    question.refresh_from_db()
    assert (question.is_closed, answered.status_code) == (False, 400)


def test_too_few_points_are_said_with_the_gate(enter, strict, ada, eve):
    question = a_question(strict, ada)
    refused = enter(eve).get(f"/questions/{question.pk}/close")
    assert refused.status_code == 403
    assert "opens at 500 points here; you have 1" in refused.content.decode()


@pytest.mark.parametrize(("who", "offered"), [("eve", False), ("helper", True), ("mo", True)])
def test_closing_is_offered_to_those_who_may(request, enter, question, who, offered):
    shown = page_of(enter(request.getfixturevalue(who)), question)
    assert (f"/questions/{question.pk}/close" in shown) == offered


# --- before it is closed ---


def test_the_author_sees_what_would_help_and_others_do_not(enter, visitor, question, ada, emmy, helper, now):
    vote_to_close(question, by=helper, reason=Reason.DETAILS, now=now)
    assert "Say what you tried or read so far" in page_of(enter(ada), question)
    assert "Say what you tried or read so far" not in page_of(enter(emmy), question)
    assert "Say what you tried or read so far" not in page_of(visitor, question)


def test_what_would_help_is_gone_once_the_author_edited(enter, strict, ada, now):
    question = a_question(strict, ada)
    host = a_member("host-1", is_staff=True)
    vote_to_close(question, by=host, reason=Reason.DETAILS, tell_first=True, now=now)
    edit(question, by=ada, body="Now with the field, the country, and what I tried so far.", now=now)
    run_waiting()
    assert "Say what you tried or read so far" not in page_of(enter(ada), question)


def test_the_checklist_stands_beside_the_draft_to_edit(enter, question, ada, helper, now):
    vote_to_close(question, by=helper, reason=Reason.DETAILS, now=now)
    assert (
        "Say what you tried or read so far" in enter(ada).get(f"/entries/{question.pk}/edit").content.decode()
    )


@pytest.mark.parametrize(("points", "sees"), [(249, False), (250, True)])
def test_the_author_sees_votes_to_close_from_250_points(
    enter, community, question, ada, helper, now, points, sees
):
    give_points(ada, community, points)
    vote_to_close(question, by=helper, reason=Reason.DETAILS, now=now)
    assert ("1 of 3 vote to close it: needs details or clarity." in page_of(enter(ada), question)) == sees


def test_voters_see_the_votes_and_take_theirs_back(enter, question, helper, now):
    vote_to_close(question, by=helper, reason=Reason.DETAILS, now=now)
    browser = enter(helper)
    assert "Take your vote back" in page_of(browser, question)
    browser.post(f"/entries/{question.pk}/ballot", {"purpose": "close"})
    assert Ballot.objects.get().outcome == "taken_back"


def test_the_author_says_that_it_is_answered_there(enter, question, other, ada):
    browser = enter(ada)
    assert "Is this answered elsewhere?" in browser.get(f"/questions/{question.pk}/close").content.decode()
    browser.post(f"/questions/{question.pk}/close", {"reason": "duplicate", "other": str(other.pk)})
    question.refresh_from_db()
    assert question.is_closed
    assert "Open it again" in browser.get(f"/questions/{question.pk}/reopen").content.decode()
    browser.post(f"/questions/{question.pk}/reopen")
    question.refresh_from_db()
    assert not question.is_closed


def test_votes_open_it_again(enter, question, mo, helper, now):
    vote_to_close(question, by=mo, reason=Reason.FOCUS, now=now)
    browser = enter(helper)
    assert "0 votes so far; it takes 3." in browser.get(f"/questions/{question.pk}/reopen").content.decode()
    browser.post(f"/questions/{question.pk}/reopen")
    assert "1 of 3 vote to open it again." in page_of(browser, question)


# --- deleting by votes ---


def test_votes_delete_a_question_through_its_page(enter, community, question, mo, now):
    vote_to_close(question, by=mo, reason=Reason.FOCUS, now=now)
    for number in range(3):
        member = a_member(f"tools-{number}")
        give_points(member, community, 2000)
        browser = enter(member)
        asked = browser.get(f"/entries/{question.pk}/delete").content.decode()
        assert "it takes 3." in asked
        browser.post(f"/entries/{question.pk}/delete")
    question.refresh_from_db()
    assert question.is_deleted
    assert browser.get(question.get_absolute_url()).status_code == 200
    browser.post(f"/entries/{question.pk}/undelete")
    assert Ballot.objects.filter(purpose="undelete").count() == 1


def test_moderator_tools_show_deleted_answers(enter, community, question, answer, emmy, eve, now):
    vote(answer, by=eve, value=-1, now=now)
    delete(answer, by=emmy, now=now)
    assert "bring the one page" not in page_of(enter(eve), question)
    give_points(eve, community, 2000)
    assert "bring the one page" in page_of(enter(eve), question)


# --- a community's own reasons ---


def test_a_moderator_adds_changes_and_retires_a_reason(enter, community, mo):
    browser = enter(mo)
    browser.post("/c/academia/reasons", {"name": "About shopping", "advice": "Ask in a shop."})
    reason = CloseReason.objects.get()
    assert (reason.community, reason.name, reason.advice) == (community, "About shopping", "Ask in a shop.")
    browser.post("/c/academia/reasons", {"change": reason.pk, "name": "About buying", "advice": ""})
    reason.refresh_from_db()
    assert reason.name == "About buying"
    browser.post("/c/academia/reasons", {"retire": reason.pk})
    reason.refresh_from_db()
    assert reason.retired_at is not None
    assert "About buying" not in browser.get("/c/academia/reasons").content.decode()


@pytest.mark.parametrize("sent", [{"name": ""}, {"name": "x" * 121}, {"name": "There", "advice": "x" * 601}])
def test_reasons_that_cannot_be_come_back(enter, community, mo, sent):
    assert enter(mo).post("/c/academia/reasons", sent).status_code == 400
    assert not CloseReason.objects.exists()


def test_the_same_reason_twice_is_refused(enter, community, mo, now):
    CloseReason.objects.create(community=community, name="There", added_at=now)
    assert enter(mo).post("/c/academia/reasons", {"name": "There"}).status_code == 400


def test_a_reason_of_another_community_is_not_changed(enter, community, mo, now):
    reason = CloseReason.objects.create(community=a_community("sibling"), name="Theirs", added_at=now)
    enter(mo).post("/c/academia/reasons", {"retire": reason.pk, "name": "Mine now"})
    reason.refresh_from_db()
    assert (reason.name, reason.retired_at) == ("Theirs", None)


def test_members_without_the_role_change_no_reasons(enter, community, helper):
    assert enter(helper).get("/c/academia/reasons").status_code == 403


def test_the_ask_page_says_what_most_closed_questions_lacked(enter, community, ada, mo, now):
    for number in range(3):
        asked = a_question(community, ada, title=f"A question that is closed soon, number {number}?")
        vote_to_close(asked, by=mo, reason=Reason.DETAILS, now=now)
    Entry.objects.update(closed_at=_just_now())
    assert Community.objects.count() == 1
    shown = enter(ada).get("/questions/ask").content.decode()
    assert "In this community most closed questions lacked details." in shown


def _just_now():
    from django.utils import timezone

    return timezone.now()


def test_who_chooses_another_question_means_that_it_was_asked_before(enter, question, other, mo):
    sent = enter(mo).post(f"/questions/{question.pk}/close", {"same": other.pk})
    question.refresh_from_db()
    assert (sent.status_code, question.closed_reason) == (302, "duplicate")
    assert Link.objects.filter(source=question, target=other).exists()
