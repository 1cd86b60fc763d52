"""Flagging and moderating on the pages: who comes in, what stands there, and that it is done."""

from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from slashmentor.base.jobs import run_waiting
from slashmentor.commons.happenings import happened
from slashmentor.commons.people.models import Member
from slashmentor.commons.safety import actions as safety
from slashmentor.commons.safety.models import Appeal, Decision, Flag, MemberNote, Suspension
from slashmentor.parts.questions import actions
from slashmentor.parts.questions.models import Suspicion, Vote
from tests.cast import NOON, a_community, a_member, a_question, give_points

pytestmark = pytest.mark.django_db

LONG = "Please keep to what was asked, and leave people’s characters out of it."


def browser(member):
    made = Client()
    made.force_login(member)
    return made


@pytest.fixture
def host(db):
    return a_member("hana", name="Hana Host", is_staff=True)


@pytest.fixture
def flag(question, eve):
    return safety.raise_flag(
        question, by=eve, harm="low_quality", words="No question in it.", now=timezone.now()
    )


def test_flagging_a_question(question, eve):
    here = browser(eve)
    address = f"/flags/new?about=questions.entry:{question.pk}"
    assert address in here.get(question.get_absolute_url()).text
    assert question.excerpt in here.get(address).text
    assert here.post(address, {"harm": "spam"})["Location"] == f"/q/{question.pk}"
    page = here.get("/flags").text
    assert question.title in page
    assert "A moderator will look at it." in page


def test_a_failed_form_comes_back_filled(question, eve):
    page = browser(eve).post(
        f"/flags/new?about=questions.entry:{question.pk}", {"harm": "other", "words": "short"}
    )
    assert (page.status_code, ">short</textarea>" in page.text.replace("\n", "")) == (400, True)
    assert "at least 10 characters" in page.text


def test_the_gate_is_shown_before_it_is_hit(strict, ada, eve):
    asked = a_question(strict, ada)
    here = browser(eve)
    assert "Flagging opens at 15 points here; you have 1." in here.get(asked.get_absolute_url()).text
    page = here.get(f"/flags/new?about=questions.entry:{asked.pk}").text
    assert "Flagging opens at 15 points here; you have 1." in page
    assert "disabled" in page


@pytest.mark.parametrize(
    "about",
    ["", "questions.entry", "questions.entry:0", "questions.entry:99999", "people.member:1", "x:1", "\x00:1"],
)
def test_what_cannot_be_flagged_is_not_there(eve, question, about):
    assert browser(eve).get("/flags/new", {"about": about}).status_code in {400, 404}


def test_what_was_deleted_is_not_there_to_be_flagged(question, answer, emmy, eve):
    actions.delete(answer, by=emmy, now=NOON)
    assert browser(eve).get(f"/flags/new?about=questions.entry:{answer.pk}").status_code == 404


def test_taking_a_flag_back_on_the_page(flag, eve, emmy):
    assert browser(emmy).post(f"/flags/{flag.pk}/withdraw").status_code == 404
    assert browser(eve).post(f"/flags/{flag.pk}/withdraw")["Location"] == "/flags"
    assert "taken back" in browser(eve).get("/flags").text


def test_the_author_never_learns_who_flagged(flag, ada, question, eve):
    here = browser(ada)
    for address in (question.get_absolute_url(), "/flags", "/settings/decisions", "/notifications"):
        assert "No question in it." not in here.get(address).text
    assert b"No question in it." not in here.post("/settings/data/export").getvalue()


def test_the_inbox_is_for_moderators(flag, eve, mo, host, ada):
    assert browser(mo).get("/moderation").text.count(flag.about.title) == 1
    assert browser(host).get("/moderation").text.count(flag.about.title) == 1
    assert [browser(one).get("/moderation").status_code for one in (eve, ada)] == [404, 404]
    assert Client().get("/moderation").status_code == 302


def test_moderators_see_their_own_community_s_flags_only(flag, community):
    other = a_member("other")
    a_community("elsewhere").moderators.create(member=other, since=NOON)
    here = browser(other)
    assert flag.about.title not in here.get("/moderation").text
    assert here.get(f"/moderation/things/questions.entry:{flag.about_id}").status_code == 404


def test_a_suspended_moderator_has_no_staff_routes(flag, mo, host):
    Member.objects.filter(pk=mo.pk).update(suspended_until=timezone.now() + timedelta(days=1))
    here = browser(mo)
    for address in (
        "/moderation",
        f"/moderation/things/questions.entry:{flag.about_id}",
        "/moderation/members/eve",
    ):
        assert here.get(address).status_code == 404


def test_deciding_a_flag_on_the_page(flag, mo, eve):
    here = browser(mo)
    address = f"/moderation/things/questions.entry:{flag.about_id}"
    assert "No question in it." in here.get(address).text
    assert (
        here.post(address, {"flag": flag.pk, "helpful": "1", "answer": "Well seen."})["Location"]
        == "/moderation"
    )
    assert "Well seen." in browser(eve).get("/flags").text


def test_acting_on_the_page_takes_a_reason(flag, mo, question):
    here = browser(mo)
    address = f"/moderation/things/questions.entry:{question.pk}"
    page = here.post(address, {"what": "post.locked", "reason": "", "words": "Kept words"})
    assert (page.status_code, "Please give a reason" in page.text, "Kept words" in page.text) == (
        400,
        True,
        True,
    )
    assert here.post(address, {"what": "post.locked", "reason": "Too heated"})["Location"] == "/moderation"
    question.refresh_from_db()
    assert question.locked_reason == "Too heated"


def test_a_moderator_s_own_post_is_for_the_others(community, mo, eve):
    asked = a_question(community, mo)
    safety.raise_flag(asked, by=eve, harm="abuse", now=NOON)
    here = browser(mo)
    assert asked.title not in here.get("/moderation").text
    assert here.get(f"/moderation/things/questions.entry:{asked.pk}").status_code == 404


def test_the_inbox_costs_the_same_for_one_and_for_a_hundred(community, mo, ada):
    def ask(number):
        for _each in range(number):
            asked = a_question(community, ada, now=NOON)
            by = a_member(f"reader-{Member.objects.count()}")
            safety.raise_flag(asked, by=by, harm="spam", now=NOON)
            Decision.objects.create(verb="post.locked", member=ada, community=community, reason="r", at=NOON)
            Appeal.objects.create(decision=Decision.objects.latest("pk"), by=ada, words="w", at=NOON)

    here = browser(mo)
    counts = []
    for number in (1, 30):
        ask(number)
        here.get("/moderation")
        with CaptureQueriesContext(connection) as asked:
            assert here.get("/moderation").status_code == 200
        counts.append(len(asked))
    assert counts == [10, 10]


def test_suspending_and_lifting_on_the_page(mo, eve, community):
    here = browser(mo)
    sent = {"community": "academia", "days": "7", "reason": "Insults", "words": LONG}
    assert here.post("/moderation/members/eve/suspend", {**sent, "days": "400"}).status_code == 400
    assert here.post("/moderation/members/eve/suspend", {**sent, "community": ""}).status_code in {400, 403}
    assert here.post("/moderation/members/eve/suspend", sent)["Location"] == "/moderation/members/eve"
    made = Suspension.objects.get()
    page = browser(eve).get("/settings/decisions").text
    assert LONG in page
    assert "Insults" in page
    assert here.get(f"/moderation/suspensions/{made.pk}/lift").status_code == 200
    here.post(f"/moderation/suspensions/{made.pk}/lift", {"reason": "They apologised"})
    made.refresh_from_db()
    assert made.lifted_at is not None


def test_who_is_suspended_everywhere_reads_so_on_each_page(host, eve):
    safety.suspend(eve, community=None, days=7, reason="Insults", words=LONG, by=host, now=timezone.now())
    here = browser(Member.objects.get(pk=eve.pk))
    for address in ("/questions", "/settings/privacy", "/notifications"):
        page = here.get(address)
        assert (page.status_code, "Your account is suspended until" in page.text) == (200, True)
    assert "is suspended" not in Client().get("/questions").text


def test_notes_are_for_moderators(mo, eve, emmy):
    here = browser(mo)
    here.post(
        "/moderation/members/eve", {"community": "academia", "words": "Writes from two accounts, I think."}
    )
    assert MemberNote.objects.get().by == mo
    assert "Writes from two accounts" in here.get("/moderation/members/eve").text
    assert [browser(one).get("/moderation/members/eve").status_code for one in (eve, emmy)] == [404, 404]
    assert here.get("/moderation/members/mo").status_code == 404


def test_appealing_on_the_page(mo, host, eve, community):
    safety.suspend(eve, community=community, days=7, reason="Insults", words=LONG, by=mo, now=timezone.now())
    decision = Decision.objects.get()
    here = browser(eve)
    address = f"/settings/decisions/{decision.pk}/appeal"
    assert browser(mo).get(address).status_code == 404
    assert here.post(address, {"words": "no"}).status_code == 400
    assert here.post(address, {"words": "I only quoted what somebody else wrote to me."})["Location"]
    made = Appeal.objects.get()
    assert (
        "You have a part in this yourself, so somebody else decides."
        in browser(mo).get(f"/moderation/appeals/{made.pk}").text
    )
    assert LONG in browser(host).get(f"/moderation/appeals/{made.pk}").text
    answer = {"upheld": "1", "answer": "You are right, sorry."}
    assert browser(mo).post(f"/moderation/appeals/{made.pk}", answer).status_code == 403
    assert browser(host).post(f"/moderation/appeals/{made.pk}", answer)["Location"] == "/moderation"
    assert "You are right, sorry." in here.get("/settings/decisions").text
    assert Suspension.objects.get().lifted_at is not None


def test_the_public_log_names_nobody(mo, eve, emmy, community, answer):
    actions_by = browser(mo)
    actions_by.post(
        f"/moderation/things/questions.entry:{answer.pk}",
        {"what": "post.deleted", "reason": "Off the point", "words": "Private words"},
    )
    for address in ("/about/decisions", "/about/decisions.atom", "/about/decisions?community=academia"):
        page = Client().get(address).text
        assert "Off the point" in page
        for secret in ("Private words", "Emmy", "emmy", "Mo Okonjo", "@mo", answer.excerpt):
            assert secret not in page


def test_the_log_says_in_words_which_settings_changed(community):
    changed = ["tagline", "close.votes", "close_reasons"]
    with transaction.atomic():
        happened("community.settled", about=community, now=NOON, changed=changed)
    run_waiting(now=NOON)
    page = Client().get("/about/decisions").text
    assert "In one line, votes to close or reopen, the reasons why something is off-topic" in page


def test_the_log_is_kept_in_pages(community):
    Decision.objects.bulk_create(
        Decision(verb="post.locked", community=community, reason=f"Reason {n:03}", at=NOON) for n in range(90)
    )
    first = Client().get("/about/decisions").text
    assert ("Reason 089" in first, "Reason 049" in first) == (True, False)
    oldest = Decision.objects.get(reason="Reason 010").pk
    assert "Reason 009" in Client().get(f"/about/decisions?after={oldest}").text
    assert [
        Client().get(f"/about/decisions?{query}").status_code for query in ("after=x", "community=no")
    ] == [404, 404]


def test_merging_on_the_page(host, mo, ada, question):
    old = a_member("old-ada", is_claimed=False)
    here = browser(host)
    assert browser(mo).get("/moderation/merge").status_code == 404
    wrong_way = here.get("/moderation/merge?gone=ada&into=old-ada")
    assert (wrong_way.status_code, "the other way it can" in wrong_way.text) == (400, True)
    assert here.get("/moderation/merge?gone=old-ada&into=ada").status_code == 200
    sent = {"gone": "old-ada", "into": "@ada"}
    assert here.post("/moderation/merge", {**sent, "confirm": "ada"}).status_code == 400
    assert Member.objects.filter(pk=old.pk).exists()
    assert here.post("/moderation/merge", {**sent, "confirm": "@old-ada"})["Location"] == "/@ada"
    assert not Member.objects.filter(pk=old.pk).exists()


def test_a_look_before_merging_says_which_points_move_and_what_cannot_be(host, community, ada, emmy):
    give_points(ada, community, 321)
    here = browser(host)
    page = here.get("/moderation/merge?gone=ada&into=emmy").text
    assert ("321 points in" in page, "Merge them" in page) == (True, True)
    for gone, into, why in (("ada", "ada", "same account twice"), (host.handle, "ada", "runs this instance")):
        refused = here.get(f"/moderation/merge?gone={gone}&into={into}")
        assert (why in refused.text, "Merge them" in refused.text) == (True, False)


@pytest.mark.parametrize("sent", [{"gone": "nobody", "into": "ada"}, {"gone": "ada"}])
def test_merging_what_is_not_there(host, ada, sent):
    assert browser(host).post("/moderation/merge", sent).status_code == 400


def test_votes_that_look_odd_wait_for_a_moderator(community, question, ada, emmy, mo, eve):
    actions.vote(question, by=emmy, value=1, now=NOON)
    found = Suspicion.objects.create(
        community=community, kind="ring", voter=emmy, author=ada, value=1, began_at=NOON, ended_at=NOON,
        found_at=NOON, vote_ids=list(Vote.objects.values_list("pk", flat=True)),
    )  # fmt: skip
    address = f"/moderation/suspicions/{found.pk}"
    assert address in browser(mo).get("/moderation").text
    assert [browser(one).get(address).status_code for one in (eve, emmy, ada)] == [404, 404, 404]
    assert question.title in browser(mo).get(address).text
    browser(mo).post(address, {"reverse": "1"})
    found.refresh_from_db()
    question.refresh_from_db()
    assert (found.state, question.score, Flag.objects.count()) == ("reversed", 0, 0)


@pytest.mark.parametrize(
    ("first", "then", "says"),
    [("1", "0", "decided already: reversed"), ("0", "1", "decided already: left as they are"),
     ("1", "1", "The votes are reversed"), ("0", "0", "The votes stay")],
)  # fmt: skip
def test_who_comes_second_reads_what_was_decided(community, question, ada, emmy, mo, first, then, says):
    actions.vote(question, by=emmy, value=1, now=NOON)
    found = Suspicion.objects.create(
        community=community, kind="ring", voter=emmy, author=ada, value=1, began_at=NOON, ended_at=NOON,
        found_at=NOON, vote_ids=list(Vote.objects.values_list("pk", flat=True)),
    )  # fmt: skip
    address = f"/moderation/suspicions/{found.pk}"
    browser(mo).post(address, {"reverse": first})
    here = browser(mo)
    here.post(address, {"reverse": then})
    page = here.get("/moderation").text
    assert says in page
    assert ("The votes" in page) == (first == then)
