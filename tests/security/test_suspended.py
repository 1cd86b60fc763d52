"""Who is suspended writes nothing: every deed that members can do here, in one table. A new one that isn't in it fails.

Reading, settings, bookmarks and following, taking one's data along, appealing and leaving stay open.
"""

from datetime import timedelta
from types import SimpleNamespace

import pytest

from slashmentor.base.errors import Refused
from slashmentor.commons.communities import actions as communities
from slashmentor.commons.communities.models import Moderator
from slashmentor.commons.media.actions import add_picture
from slashmentor.commons.people import actions as people
from slashmentor.commons.people.models import Member
from slashmentor.commons.publications import actions as publications
from slashmentor.commons.safety import actions as safety
from slashmentor.commons.safety.models import Decision
from slashmentor.commons.standing import actions as standing
from slashmentor.commons.standing.models import Standing
from slashmentor.commons.topics import actions as topics
from slashmentor.commons.topics.expertise.actions import list_expertise
from slashmentor.commons.topics.models import Description, Synonym, Topic, TopicHere
from slashmentor.parts.endorsements import actions as endorsements
from slashmentor.parts.mentorships import actions as mentorships
from slashmentor.parts.questions import actions
from slashmentor.parts.questions.models import Bounty, Greeter, Opening, Persona, Suggestion
from slashmentor.parts.reviews import actions as reviews
from slashmentor.parts.reviews.models import Task
from slashmentor.together.routing import actions as routing
from tests.cast import NOON, a_member, a_mentor_page, a_question, an_answer, give_points

from .scene import a_picture

BODY = "I looked into the log of the run, and found the seed that they used."
TITLE = "How do I tell them that I found the seed of it?"
WORDS = {"body": BODY, "title": TITLE, "topics": ["statistics"]}
REASON = "A reason that can stand in the log"


@pytest.fixture
def here(community, ada, emmy, eve):
    """Everything that somebody could do something with; sol wrote half of it, moderates, and has points."""
    sol = a_member("sol")
    Moderator.objects.create(community=community, member=sol, since=NOON)
    give_points(sol, community, 40_000)
    theirs, own = a_question(community, ada), a_question(community, sol)
    answer, own_answer = an_answer(theirs, emmy), an_answer(theirs, sol)
    answer_to_own = an_answer(own, emmy)
    comment = actions.comment(theirs, by=ada, body="A remark that is long enough.", now=NOON)
    own_comment = actions.comment(theirs, by=sol, body="A remark of mine, long enough.", now=NOON)
    actions.vote(theirs, by=sol, value=1, now=NOON)
    gone = an_answer(own, eve)
    actions.delete(gone, by=eve, now=NOON)
    flag = safety.raise_flag(answer, by=eve, harm="spam", now=NOON)
    own_flag = safety.raise_flag(answer_to_own, by=sol, harm="low_quality", now=NOON)
    topic = Topic.objects.get(name="statistics")
    topic_here, _new = TopicHere.objects.get_or_create(topic=topic, community=community)
    suspension = safety.suspend(
        eve,
        community=community,
        days=3,
        reason="Insults",
        words="Please be kinder to each other.",
        by=sol,
        now=NOON,
    )
    asked = safety.appeal(suspension.decision, by=eve, words="I only quoted somebody else there.", now=NOON)
    Greeter.objects.create(community=community, member=sol, since=NOON)
    persona = Persona.objects.create(name="quiet-heron", receipt="r")
    nobody_s = a_question(community, emmy, title="Who can tell me how to ask this as nobody?")
    type(nobody_s).objects.filter(pk=nobody_s.pk).update(author=None, persona=persona)
    nobody_s.refresh_from_db()
    made = SimpleNamespace(
        sol=sol, community=community, theirs=theirs, own=own, answer=answer, own_answer=own_answer,
        answer_to_own=answer_to_own, comment=comment, own_comment=own_comment, gone=gone, flag=flag,
        own_flag=own_flag, topic=topic, suspension=suspension, asked=asked, eve=eve, nobody_s=nobody_s,
        suggestion=Suggestion.objects.create(entry=theirs, by=eve, body=BODY, based_on=1, at=NOON),
        own_suggestion=Suggestion.objects.create(entry=answer, by=sol, body=BODY, based_on=1, at=NOON),
        opening=Opening.objects.create(persona=persona, asked_by=ada, asked_at=NOON, reason=REASON),
        bounty=Bounty.objects.create(question=own, by=sol, amount=50, offered_at=NOON, ends_at=NOON + timedelta(days=7)),
        synonym=Synonym.objects.create(name="stats", topic=topic, community=community, by=eve, at=NOON),
        description=Description.objects.create(here=topic_here, by=eve, summary="Figures.", at=NOON),
        task=Task.objects.create(queue="low-quality", community=community, entry=answer, opened_at=NOON),
    )  # fmt: skip
    until = NOON + timedelta(days=30)
    Standing.objects.filter(member=sol).update(suspended_until=until)
    return made


def suspended_everywhere(here):
    Member.objects.filter(pk=here.sol.pk).update(suspended_until=NOON + timedelta(days=30))
    here.sol.refresh_from_db()


def as_a_newcomer(here):
    """Whoever may edit doesn't suggest."""
    Moderator.objects.filter(member=here.sol).delete()
    Standing.objects.filter(member=here.sol).update(points=1, reputation=1)
    return here


A = actions
DEEDS = {
    "accept": lambda h, by: A.accept(h.answer_to_own, **by),
    "answer": lambda h, by: A.answer(h.theirs, body=BODY, **by),
    "ask": lambda h, by: A.ask(h.community, **WORDS, **by),
    "ask_anonymously": lambda h, by: A.ask_anonymously(h.community, **WORDS, **by),
    "ask_to_open": lambda h, by: A.ask_to_open(h.nobody_s, reason=REASON, **by),
    "award_bounty": lambda h, by: A.award_bounty(h.bounty, h.answer_to_own, **by),
    "comment": lambda h, by: A.comment(h.theirs, body=BODY, **by),
    "decline_opening": lambda h, by: A.decline_opening(h.opening, **by),
    "delete": lambda h, by: A.delete(h.own_answer, **by),
    "delete_comment": lambda h, by: A.delete_comment(h.own_comment, **by),
    "edit": lambda h, by: A.edit(h.own, **WORDS, **by),
    "edit_comment": lambda h, by: A.edit_comment(h.own_comment, body=BODY, **by),
    "end_wiki": lambda h, by: A.end_wiki(h.own, **by),
    "find_useful": lambda h, by: A.find_useful(h.comment, **by),
    "give_back_bounty": lambda h, by: A.give_back_bounty(h.bounty, reason=REASON, **by),
    "greet": lambda h, by: A.greet(h.theirs, **by),
    "greet_here": lambda h, by: A.greet_here(h.community, **by),
    "improve": lambda h, by: A.improve(h.suggestion, **WORDS, **by),
    "judge": lambda h, by: A.judge(h.suggestion, approves=True, **by),
    "leave_closed": lambda h, by: A.leave_closed(h.theirs, **by),
    "leave_open": lambda h, by: A.leave_open(h.theirs, **by),
    "lock": lambda h, by: A.lock(h.theirs, reason=REASON, **by),
    "make_wiki": lambda h, by: A.make_wiki(h.own, **by),
    "move": lambda h, by: A.move(h.theirs, to=h.community, **by),
    "note": lambda h, by: A.note(h.theirs, lacks=["unclear"], **by),
    "offer_bounty": lambda h, by: A.offer_bounty(h.theirs, amount=50, **by),
    "open_seal": lambda h, by: A.open_seal(h.opening, **by),
    "protect": lambda h, by: A.protect(h.theirs, **by),
    "roll_back": lambda h, by: A.roll_back(h.own, to=1, **by),
    "stop_greeting": lambda h, by: A.stop_greeting(h.community, **by),
    "suggest": lambda h, by: A.suggest(as_a_newcomer(h).theirs, **WORDS, **by),
    "take_back_ballot": lambda h, by: A.take_back_ballot(h.theirs, purpose="close", **by),
    "tick_off": lambda h, by: A.tick_off(h.own, lack="unclear", **by),
    "unaccept": lambda h, by: A.unaccept(h.answer_to_own, **by),
    "undelete": lambda h, by: A.undelete(h.gone, **by),
    "unlock": lambda h, by: A.unlock(h.theirs, **by),
    "unprotect": lambda h, by: A.unprotect(h.theirs, **by),
    "vote": lambda h, by: A.vote(h.answer, value=1, **by),
    "vote_to_close": lambda h, by: A.vote_to_close(h.theirs, reason="focus", **by),
    "vote_to_delete": lambda h, by: A.vote_to_delete(h.answer, **by),
    "vote_to_reopen": lambda h, by: A.vote_to_reopen(h.theirs, **by),
    "vote_to_undelete": lambda h, by: A.vote_to_undelete(h.gone, **by),
    "withdraw": lambda h, by: A.withdraw(h.own_suggestion, **by),
}
# What else there is: things of one's own alone, what the instance does itself, and words that are no deeds.
OPEN = {
    "TWICE", "ask_greeters", "count_waiting_votes", "follow", "forget_askers", "keep", "let_go", "suspect", "unfollow",
    "who_asked",
}  # fmt: skip

ELSEWHERE = {
    "a vote taken back": lambda h, by: A.vote(h.theirs, value=0, **by),
    "a comment no longer useful": lambda h, by: A.find_useful(h.comment, useful=False, **by),
    "flags.raise": lambda h, by: safety.raise_flag(h.theirs, harm="spam", **by),
    "flags.withdraw": lambda h, by: safety.withdraw(h.own_flag, **by),
    "flags.decide": lambda h, by: safety.decide(h.flag, helpful=True, **by),
    "moderate": lambda h, by: safety.act(h.answer, "post.deleted", reason=REASON, **by),
    "tell": lambda h, by: safety.tell_author(h.answer, reason=REASON, words=BODY, **by),
    "note on a member": lambda h, by: safety.add_note(h.eve, community=h.community, words=BODY, **by),
    "suspend": lambda h, by: safety.suspend(h.eve, community=h.community, days=3, reason=REASON, words=BODY, **by),
    "lift": lambda h, by: safety.lift(h.suspension, reason=REASON, **by),
    "answer an appeal": lambda h, by: safety.decide_appeal(h.asked, upheld=True, answer=BODY, **by),
    "describe": lambda h, by: topics.describe(h.topic, community=h.community, summary="Figures.", wiki="", **by),
    "suggest a description": lambda h, by: topics.suggest_description(
        h.topic, community=h.community, summary="Figures.", wiki="", **by
    ),
    "decide a description": lambda h, by: topics.decide_description(h.description, approves=True, **by),
    "suggest a synonym": lambda h, by: topics.suggest_synonym(h.topic, name="numbers", community=h.community, **by),
    "decide a synonym": lambda h, by: topics.decide_synonym(h.synonym, approves=True, **by),
    "merge topics": lambda h, by: topics.merge(Topic.objects.get(name="co-authors"), into=h.topic, **by),
    "rename a topic": lambda h, by: topics.rename(h.topic, name="figures", **by),
    "endorse": lambda h, by: endorsements.endorse(h.answer, topics=["statistics"], words=BODY, **by),
    "take an endorsement back": lambda h, by: endorsements.take_back(h.answer, **by),
    "review": lambda h, by: reviews.review(h.task, verdict="fine", **by),
    "pass a question on": lambda h, by: routing.pass_on(h.theirs, to="eve", **by),
    "join": lambda h, by: standing.join(h.community, **by),
    "not for me": lambda h, by: routing.wave_off(h.theirs, **by),
    "later": lambda h, by: routing.put_off(h.theirs, until=NOON + timedelta(days=1), **by),
    "on it": lambda h, by: routing.take_on(h.theirs, **by),
    "not on it": lambda h, by: routing.let_go(h.theirs, **by),
    "settle": lambda h, by: communities.settle_community(
        h.community, name="N", tagline="", about="", accent="", icon="", shows_reputation=False, is_grown=True,
        numbers={}, **by,
    ),
}  # fmt: skip

SHOWN_TO_ALL = {
    "profile": lambda h, by: people.change_profile(h.sol, values={"bio": BODY}, **by),
    "picture": lambda h, by: people.show_picture(h.sol, file=a_picture(), **by),
    "picture in a text": lambda _h, by: add_picture(a_picture(), **by),
    "expertise": lambda h, by: list_expertise(h.sol, levels={"statistics": "expert"}, **by),
    "nothing about a topic": lambda h, by: routing.decline(h.topic, **by),
    "publications from a file": lambda h, by: publications.bring_file(
        h.sol, content=b"@misc{a, title={T}}", name="", **by
    ),
    "publications from DOIs": lambda h, by: publications.bring_dois(h.sol, text="10.5555/a", **by),
    "publications from ORCID": lambda h, by: publications.ask_orcid(h.sol, **by),
    "publications on one's page": lambda h, by: publications.show_on_page(h.sol, shown=True, **by),
    "asking a mentor": lambda h, by: mentorships.ask(
        a_mentor_page(h.eve), said=mentorships.Said(BODY * 4), **by
    ),
    "a suggested topic": lambda h, by: publications.know(h.sol, h.topic, level="expert", **by),
}


def refused(deed, here):
    with pytest.raises(Refused, match="is suspended"):
        deed(here, {"by": here.sol, "now": NOON})


def test_the_table_has_every_deed():
    assert sorted(set(actions.__all__) - OPEN) == sorted(DEEDS)


@pytest.mark.parametrize("name", [*DEEDS, *ELSEWHERE])
def test_a_suspended_member_cannot(here, name):
    refused({**DEEDS, **ELSEWHERE}[name], here)


@pytest.mark.parametrize("name", [*DEEDS, *ELSEWHERE, *SHOWN_TO_ALL])
def test_neither_who_is_suspended_everywhere(here, name):
    suspended_everywhere(here)
    Standing.objects.filter(member=here.sol).update(suspended_until=None)
    refused({**DEEDS, **ELSEWHERE, **SHOWN_TO_ALL}[name], here)


def test_what_stays_open(here):
    suspended_everywhere(here)
    sol, now = here.sol, NOON
    actions.keep(here.theirs, by=sol, now=now)
    actions.follow(here.theirs, by=sol, now=now)
    people.change_settings(sol, by=sol, values={"theme": "dark"}, now=now)
    routing.wish(sol, by=sol, weekly=0, is_asked=False, now=now)
    routing.rest(sol, by=sol, now=now)
    decision = Decision.objects.create(
        verb="post.locked", member=sol, community=here.community, reason="r", at=now
    )
    assert safety.appeal(decision, by=sol, words="It was only a quotation of theirs.", now=now).pk


@pytest.mark.parametrize("keep_words", [True, False])
def test_leaving_stays_open(here, keep_words):
    suspended_everywhere(here)
    people.leave(here.sol, by=here.sol, keep_words=keep_words, now=NOON)
    assert not Member.objects.filter(handle="sol").exists()


@pytest.mark.parametrize(
    "address",
    [
        "/",
        "/questions",
        "/settings/profile",
        "/settings/decisions",
        "/flags",
        "/notifications",
        "/about/decisions",
    ],
)
def test_reading_stays_open(client, here, address):
    suspended_everywhere(here)
    client.force_login(here.sol)
    assert client.get(address).status_code == 200
    assert client.post("/settings/data/export").status_code == 200
