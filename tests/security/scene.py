"""A small community with one of everything, and somebody in every role, to be looked at and attacked."""

import io
from datetime import timedelta
from types import SimpleNamespace

from allauth.account.models import EmailAddress
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from PIL import Image

from slashmentor.base.jobs import run_waiting
from slashmentor.base.jobs.models import Worker
from slashmentor.commons.communities.models import Community, Moderator
from slashmentor.commons.media.actions import add_picture
from slashmentor.commons.people import actions as people
from slashmentor.commons.people.models import BroughtAccount, Member, Waiting
from slashmentor.commons.safety import actions as safety
from slashmentor.commons.topics import actions as topics
from slashmentor.commons.topics.expertise.actions import list_expertise
from slashmentor.commons.topics.models import Topic
from slashmentor.parts.endorsements.actions import endorse
from slashmentor.parts.mentors.actions import next_version
from slashmentor.parts.mentors.models import Listing, OutsidePage
from slashmentor.parts.mentors.outside.letters import token_of
from slashmentor.parts.mentorships import actions as mentorships
from slashmentor.parts.mentorships.models import Request
from slashmentor.parts.questions import actions
from slashmentor.parts.questions.models import Entry, Greeter, Suspicion
from slashmentor.parts.reviews.models import Task
from slashmentor.together.notifications.models import Notification
from slashmentor.together.notifications.unsubscribing import link_for
from slashmentor.together.routing.models import Trial
from slashmentor.world.movement.models import Instance
from tests.cast import GENEROUS, NOON, a_member, a_mentor_page, a_question, an_answer, give_points

from .routes import ASKING

ROLES = ["visitor", "newcomer", "author", "stranger", "moderator", "host", "suspended"]
PASSWORD = "correct horse"
TOKEN = "t" * 32


def _let_take_part(community, *, greeter, rich):
    """Somebody welcomes newcomers, and some have as many points as a bounty takes."""
    Greeter.objects.create(community=community, member=greeter, since=NOON)
    for member in rich:
        give_points(member, community, 200)


def _a_page_elsewhere():
    """A mentor page on a site of its own, brought by letter and listed."""
    page = OutsidePage.objects.create(
        url="https://zadie.example/mentor", email="zadie@example.org", code="mentor-1", state="listed", since=NOON, added_at=NOON
    )  # fmt: skip
    Listing.objects.create(
        source="outside", page=page, url=page.url, name="Zadie", published_at=NOON, changed_at=NOON, version=next_version()
    )  # fmt: skip
    return {"outside_page": page.pk, "outside_letter": token_of(page)}


def _endorsed(answer, *, by):
    [given] = endorse(
        answer, by=by, topics=["statistics"], words="It showed me which page to bring.", now=NOON
    )
    return given


def build() -> SimpleNamespace:
    """Everything below, by name; `ids` are what the addresses of routes.py are made of."""
    community = Community.objects.create(
        numbers=GENEROUS,
        slug="academia",
        name="Academia",
        created_at=NOON,
        origin_url="https://academia.example",
        accent="#7a1d54",
    )
    Community.objects.create(numbers=GENEROUS, slug="chemistry", name="Chemistry", created_at=NOON)
    author = a_member("ada", name="Ada Whitcombe", stage="phd")
    stranger = a_member("stranger", name="Noor Haddad")
    newcomer = a_member("newcomer", name="")
    moderator = a_member("mo", name="Mo Okonjo")
    host = a_member("hana", name="Hana Host", is_staff=True, is_superuser=True)
    suspended = a_member("sol", name="Sol Gone")
    Moderator.objects.create(community=community, member=moderator, since=NOON)
    _let_take_part(community, greeter=stranger, rich=(moderator, host))
    for member in (author, stranger, newcomer, moderator, host, suspended):
        EmailAddress.objects.create(user=member, email=member.email, primary=True, verified=True)
    unclaimed = a_member("brought", name="Brought Byhand", is_claimed=False)
    BroughtAccount.objects.create(community=community, member=unclaimed, origin_id=7, name="Brought Byhand")
    claim = people.claim(unclaimed, email="hand@example.org", code="slashmentor-1", now=NOON)
    # Emmy only answers, so that the author of the question is no author of it.
    emmy = a_member("emmy", name="Emmy Brandt")
    # emmy's mentor page is for everybody, the author's is a draft.
    asked, lettered = _requests(emmy, by=author)
    question = a_question(community, author)
    answer = an_answer(question, emmy)
    spare = an_answer(question, author, body="What I did in the end, so that others can find it.")
    persona = actions.ask_anonymously(
        community,
        by=author,
        title="How do I leave a lab where nobody talks to me?",
        body="I have been here for two years, and every meeting is cancelled.",
        topics=["statistics"],
        now=NOON,
    )
    lonely = a_question(community, author, title="Is there anybody who reads lonely questions here?")
    gone = a_question(community, author, title="Is this question still to be seen by anybody?")
    changed = "What I did in the end, and how it went, so that others can find it."
    gone_suggestion = actions.suggest(gone, by=stranger, body=changed, now=NOON)
    actions.delete(gone, by=author, now=NOON)
    suggestion = actions.suggest(spare, by=stranger, body=changed, now=NOON)
    imported = a_question(community, emmy, title="Was this question asked at another place before?")
    Entry.objects.filter(pk=imported.pk).update(origin_id=4711)
    comment = actions.comment(question, by=author, body="I have the scripts at hand.", now=timezone.now())
    their_comment = actions.comment(question, by=emmy, body="Which journal is it, if I may ask?", now=NOON)
    topic = Topic.objects.get(name="statistics")
    topics.describe(
        topic, community=community, by=moderator, summary="Numbers.", wiki="Numbers, and doubt.", now=NOON
    )
    words = topics.suggest_description(
        Topic.objects.get(name="co-authors"),
        community=community,
        by=author,
        summary="Who writes along.",
        wiki="",
        now=NOON,
    )
    synonym = topics.suggest_synonym(topic, name="numbers", community=community, by=moderator, now=NOON)
    list_expertise(emmy, by=emmy, levels={"statistics": "expert"}, now=NOON)
    picture = add_picture(a_picture(), by=author, alt="A plot", now=NOON)
    invitation, code = people.invite(by=host, note="for Priya", now=NOON)
    flag = safety.raise_flag(answer, by=stranger, harm="low_quality", words="It says nothing.", now=NOON)
    decision = safety.record(
        "post.locked",
        about=answer,
        member=stranger,
        community_id=community.pk,
        reason="Too heated",
        by=None,
        now=NOON,
    )
    suspension = safety.suspend(
        suspended,
        community=community,
        days=30,
        reason="Insults",
        words="Be kinder to who asks, please.",
        by=moderator,
        now=timezone.now(),
    )
    appeal = safety.appeal(
        safety.record("post.locked", member=emmy, community_id=community.pk, reason="Too heated", by=None, now=NOON),
        by=emmy, words="I only quoted what somebody else said.", now=NOON,
    )  # fmt: skip
    suspicion = Suspicion.objects.create(
        community=community, kind="ring", voter=stranger, author=emmy, value=1, began_at=NOON, ended_at=NOON, found_at=NOON
    )  # fmt: skip
    trial = Trial.objects.create(factors={}, state="done", by=host, at=NOON)
    waiting = a_member("waits", name="Wanda Waits", is_active=False)
    Waiting.objects.create(member=waiting, since=NOON)
    run_waiting(now=NOON + timedelta(minutes=5))
    Worker.objects.create(name="one", seen_at=timezone.now())
    clients = _logged_in(
        newcomer=newcomer,
        author=author,
        stranger=stranger,
        moderator=moderator,
        host=host,
        suspended=suspended,
    )
    # Only now: the session from before has to be worth nothing.
    Member.objects.filter(pk=suspended.pk).update(is_active=False)
    return SimpleNamespace(
        community=community, members={
            "author": author, "stranger": stranger, "newcomer": newcomer, "moderator": moderator, "host": host,
            "suspended": suspended, "emmy": emmy,
        },
        question=question, answer=answer, gone=gone, comment=comment, clients=clients, picture=picture,
        cookies={role: client.cookies.copy() for role, client in clients.items()},
        ids={
            "question": question.pk, "slug": question.slug, "answer": answer.pk, "spare": spare.pk,
            "request": asked.pk, "lettered": lettered.pk, "secret": lettered.secret, "lonely": lonely.pk, "endorsement": _endorsed(spare, by=emmy).pk, "persona": persona.pk, "claim": claim.pk, "gone": gone.pk, "comment": comment.pk, "their_comment": their_comment.pk,
            "flag": flag.pk, "decision": decision.pk, "suspension": suspension.pk, "appeal": appeal.pk, "suspicion": suspicion.pk, "trial": trial.pk,
            "picture": picture.url, "code": code, "invitation": invitation.pk, "unclaimed": unclaimed.handle,
            "waiting": waiting.handle, "task": Task.objects.values_list("pk", flat=True).order_by("pk").first(), "suggestion": suggestion.pk, "description": words.pk, "synonym": synonym.pk, "gone_suggestion": gone_suggestion.pk,
            "instance": Instance.objects.create(address="https://other.example", added_at=NOON, next_at=NOON).pk,
            "notification": Notification.objects.filter(member=author).values_list("pk", flat=True).first(),
            "stop": link_for(author).rpartition("/")[2], "site": settings.SITE_URL,
            **_a_page_elsewhere(),
        },
    )  # fmt: skip


def _requests(mentor, *, by):
    """What a member with a draft of their own asks a mentor, and what somebody without an account does, which waits
    for its letter.
    """
    a_mentor_page(by, published=False)
    offer = a_mentor_page(mentor)
    said = mentorships.Said(ASKING["asks"])
    asked = mentorships.ask(offer, by=by, said=said, now=NOON)
    mentorships.ask_by_letter(
        offer, name="Priya Raman", email="priya@example.net", said=said, now=timezone.now()
    )
    return asked, Request.objects.get(by=None)


def _logged_in(**members):
    """A browser for each role, and one for a visitor."""
    clients = {role: a_browser() for role in ("visitor", *members)}
    for role, member in members.items():
        clients[role].force_login(member)
    return clients


def a_browser():
    """With a form token, so that requests take the very way that they take in life."""
    browser = Client(enforce_csrf_checks=True, raise_request_exception=False, headers={"X-CSRFToken": TOKEN})
    browser.cookies["csrftoken"] = TOKEN
    return browser


def read(answer):
    """Take all of it, as a browser does, so that its file is closed. (`close` would close the database, too.)"""
    if answer.streaming:
        list(answer.streaming_content)
    return answer


def a_picture(colour: str = "teal") -> SimpleUploadedFile:
    """A small file as a browser sends it."""
    file = io.BytesIO()
    Image.new("RGB", (40, 30), colour).save(file, "PNG")
    return SimpleUploadedFile("plot.png", file.getvalue(), content_type="image/png")
