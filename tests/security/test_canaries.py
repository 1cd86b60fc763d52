"""quality.md, “Lets no one in”, 1: what is private is nowhere that others can come to, not even in a count."""

import re
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.utils import timezone

from slashmentor.base.jobs import run_waiting
from slashmentor.commons.people.actions import change_settings
from slashmentor.commons.safety import actions as safety
from slashmentor.commons.safety.models import Appeal
from slashmentor.commons.topics.models import Topic
from slashmentor.parts.mentorships import actions as mentorships
from slashmentor.parts.questions import actions
from slashmentor.parts.questions.models import Entry
from slashmentor.together.notifications.actions import choose_mail
from slashmentor.together.notifications.models import ByMail
from tests.cast import a_mentor_page, a_question, an_answer

from .routes import NONE, ROUTES

CANARY = "zwitscherling"
MISSED = "What readers missed"
LINK = re.compile(r"""(?:href|src|hx-get)="(/(?!/)[^"#]*)""")
# Where a GET does something of its own, or answers for ever.
LEFT_OUT = ("/accounts/logout/", "/static/", "/live/")


@pytest.fixture
def secrets(scene, now):
    """A canary in everything that is Emmy's or gone, and the figures as others saw them before."""
    emmy, author = scene.members["emmy"], scene.members["author"]
    question = a_question(
        scene.community, emmy, title=f"Who can hear the {CANARY} in the morning?", topics=[f"{CANARY}-title"]
    )
    hidden = an_answer(scene.question, emmy, body=f"I can hear the {CANARY} in my answer.")
    comment = actions.comment(scene.question, by=emmy, body=f"Or is it a {CANARY} in a comment?", now=now)
    hers = actions.comment(scene.question, by=author, body=f"This too has the {CANARY} in it.", now=now)
    edited = an_answer(scene.question, emmy, body=f"The {CANARY} was here in the first version of it.")
    actions.delete(edited, by=emmy, now=now)
    for entry in (question, hidden):
        actions.delete(entry, by=emmy, now=now)
    actions.delete_comment(comment, by=emmy, now=now)
    actions.delete_comment(hers, by=author, now=now)
    # Private for Emmy: her address, what she keeps and follows, how she is written to, what isn't for her.
    emmy.email = f"{CANARY}@example.org"
    emmy.save(update_fields=["email"])
    emmy.emailaddress_set.create(email=f"{CANARY}@example.net", verified=True)
    change_settings(
        emmy,
        by=emmy,
        values={"theme": "dark", "listed": False, "indexable": False, "shows_activity": False},
        now=now,
    )
    choose_mail(emmy, ByMail.NEVER)
    _tell_the_moderators(scene, now)
    _ask_a_mentor(scene, now)
    run_waiting(now=timezone.now() + timedelta(hours=1))
    cache.clear()
    return scene


def _ask_a_mentor(scene, now):
    """What is asked and answered between two, which a third finds nowhere."""
    emmy, moderator = scene.members["emmy"], scene.members["moderator"]
    said = mentorships.Said(f"Have you ever heard the {CANARY}? " * 8, why=CANARY, time=CANARY)
    request = mentorships.ask(a_mentor_page(moderator), by=emmy, said=said, now=now)
    mentorships.ask_more(request, by=moderator, words=f"Which {CANARY} do you mean?", now=now)


def _tell_the_moderators(scene, now):
    """What is flagged, noted, decided and appealed: with whoever said it, whom it concerns, and the moderators."""
    emmy, moderator, answer = scene.members["emmy"], scene.members["moderator"], scene.answer
    flagged = {"by": emmy, "harm": "low_quality", "words": f"The {CANARY} sits in it.", "now": now}
    safety.raise_flag(scene.question, **flagged)
    mine = safety.raise_flag(scene.comment, **flagged | {"harm": "abuse"})
    safety.decide(mine, by=moderator, helpful=False, answer=f"I see no {CANARY} in it.", now=now)
    safety.add_note(
        emmy, community=scene.community, words=f"Sees a {CANARY} everywhere.", by=moderator, now=now
    )
    told = safety.tell_author(
        answer, by=moderator, reason="Its tone", words=f"Please leave the {CANARY} out.", now=now
    )
    safety.appeal(told, by=emmy, words=f"There is a {CANARY} in the garden.", now=now)
    safety.suspend(
        emmy,
        community=scene.community,
        days=1,
        reason="Its tone",
        words=f"Let the {CANARY} rest now.",
        by=moderator,
        now=now,
    )


@pytest.mark.parametrize("role", ["visitor", "newcomer", "stranger", "author"])
def test_nothing_private_is_anywhere(secrets, role):
    seen = crawl(secrets.clients[role], starts(secrets))
    assert len(seen) > 60
    assert [address for address, text in seen.items() if CANARY in text] == []


def test_who_looks_after_the_community_sees_what_was_deleted(secrets):
    """So that the crawl above would have found it."""
    address = secrets.question.get_absolute_url()
    assert CANARY in text_of(secrets.clients["moderator"].get(address))


@pytest.mark.parametrize(
    "address",
    [
        "/moderation/members/emmy",
        "/moderation/things/questions.entry:{question}",
        "/moderation/appeals/{appeal}",
    ],
)
def test_moderators_see_what_was_flagged_and_noted(secrets, address):
    """So that the crawl above would have found it."""
    appeal = Appeal.objects.order_by("pk").last().pk
    page = secrets.clients["moderator"].get(address.format(**secrets.ids | {"appeal": appeal}))
    assert CANARY in text_of(page)


@pytest.mark.parametrize(
    "path", ["/questions/{}", "/q/{}", "/a/{}", "/entries/{}/history", "/entries/{}/comments"]
)
def test_hidden_and_missing_are_the_same(scene, path):
    stranger = scene.clients["stranger"]
    hidden, missing = stranger.get(path.format(scene.gone.pk)), stranger.get(path.format(999_999))
    assert (hidden.status_code, same(hidden, scene.gone.pk)) == (404, same(missing, 999_999))
    assert {**hidden.headers, "Content-Length": ""} == {**missing.headers, "Content-Length": ""}


@pytest.mark.parametrize("act", ["vote", "keep", "accept", "comments", "edit", "delete", "undelete"])
def test_doing_something_with_the_hidden_and_with_the_missing_is_the_same(scene, act):
    stranger, sent = scene.clients["stranger"], {"value": "1", "kept": "1", "body": "a canary", "seen": "1"}
    hidden = stranger.post(f"/entries/{scene.gone.pk}/{act}", sent)
    missing = stranger.post(f"/entries/999999/{act}", sent)
    assert (hidden.status_code, same(hidden, scene.gone.pk)) == (404, same(missing, 999_999))


def test_what_somebody_keeps_or_votes_is_theirs_alone(scene, now):
    emmy, author = scene.members["emmy"], scene.members["author"]
    address = scene.question.get_absolute_url()
    before = text_of(scene.clients["stranger"].get(address))
    actions.keep(scene.question, by=emmy, now=now)
    actions.follow(scene.question, by=emmy, now=now)
    actions.vote(scene.answer, by=author, value=1, now=now)
    after = text_of(scene.clients["stranger"].get(address))
    assert after.count('aria-pressed="true"') == before.count('aria-pressed="true"') == 0
    assert "/bookmarks" in after
    assert scene.question.title not in text_of(scene.clients["stranger"].get("/bookmarks"))


def test_counts_know_nothing_of_what_is_hidden(scene, now):
    pages = [
        "/",
        "/questions",
        "/topics",
        "/communities",
        "/c/academia",
        "/topics/statistics",
        "/search?q=lonely",
    ]
    visitor = scene.clients["visitor"]

    def seen():
        cache.clear()
        return [visitor.get(page).content.decode().splitlines() for page in pages]

    before = seen()
    extra = a_question(
        scene.community, scene.members["emmy"], title="Does a deleted one leave a trace in counts?"
    )
    an_answer(extra, scene.members["author"])
    actions.delete(extra, by=scene.members["moderator"], now=now)
    run_waiting(now=timezone.now() + timedelta(hours=1))
    changed = [
        (page, [line[:300] for line in now if line not in then])
        for page, now, then in zip(pages, seen(), before, strict=True)
        if now != then
    ]
    assert changed == []


def test_an_address_is_nowhere_but_with_its_owner(scene):
    others = [f"{member.handle}@example.org" for name, member in scene.members.items() if name != "stranger"]
    seen = crawl(scene.clients["stranger"], starts(scene))
    assert [address for address, text in seen.items() if any(one in text for one in others)] == []


def test_visitors_get_no_list_of_handles(scene):
    assert scene.clients["visitor"].get("/people/complete?q=a").json() == []
    assert scene.clients["stranger"].get("/people/complete?q=sol").json() == []


def test_who_does_not_want_to_be_listed_is_not(secrets):
    assert Topic.objects.get(name="statistics")
    for page in ("/people", "/people.atom", "/people/complete?q=emmy", "/search?q=emmy&tab=people"):
        assert "/@emmy" not in text_of(secrets.clients["stranger"].get(page)), page


@pytest.mark.parametrize("role", ["moderator", "host", "stranger"])
def test_what_readers_missed_is_for_the_author_alone(scene, now, role):
    """Nobody else finds a note that came with a vote, nor that there is one; who looks after the community neither."""
    actions.vote(scene.question, by=scene.members["emmy"], value=-1, now=now)
    actions.note(scene.question, by=scene.members["emmy"], lacks=["tone"], now=now)
    run_waiting(now=timezone.now() + timedelta(hours=1))
    address = scene.question.get_absolute_url()
    assert MISSED in text_of(scene.clients["author"].get(address))
    seen = crawl(
        scene.clients[role], [address, "/moderation", "/review", "/notifications", "/@ada", "/@emmy"]
    )
    assert [address for address, text in seen.items() if MISSED in text or "lacks?lack=" in text] == []


def starts(scene):
    return [
        route.address.format(**scene.ids, handle="stranger") for route in ROUTES if route.get != NONE
    ] + [f"/search?q={word}" for word in (CANARY, f"{CANARY}*", f"[{CANARY}-title]", "user:emmy", f'"{CANARY}"')] + [
        f"/topics/complete?q={CANARY[:4]}", f"/topics?q={CANARY[:4]}", f"/topics/{CANARY}-title",
        f"/topics/{CANARY}-title/experts", f"/people?q={CANARY}", f"/people/complete?q={CANARY[:5]}",
        f"/search/alike?title=Who+can+hear+the+{CANARY}", f"/search.atom?q={CANARY}",
        *(f"/{kind}/{pk}" for kind in ("q", "a", "questions") for pk in Entry.objects.values_list("pk", flat=True)),
        *(f"/entries/{pk}/{what}" for what in ("history", "comments", "edit") for pk in Entry.objects.values_list("pk", flat=True)),
    ]  # fmt: skip


def crawl(client, addresses):
    """Every page that can be reached from these, by address, without what the address itself says."""
    waiting, seen = list(addresses), {}
    while waiting:
        address = waiting.pop()
        if address in seen or address.startswith(LEFT_OUT) or len(seen) > 600:
            continue
        answer = client.get(address)
        assert answer.status_code < 500, address
        seen[address] = text_of(answer, without=address)
        if answer.status_code in {301, 302} and answer["Location"].startswith("/"):
            waiting.append(answer["Location"])
        waiting += [one.replace("&amp;", "&") for one in LINK.findall(seen[address])]
    return seen


def text_of(answer, without=""):
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    text = body.decode(errors="replace") + str(dict(answer.headers))
    # A page may say back what it was asked for.
    for word in re.findall(r"[\w-]{5,}", without):
        text = text.replace(word, "")
    return text


def same(answer, pk):
    """Its text without the address that was asked for, and without form tokens, which differ each time."""
    text = re.sub(r'(value|content)="\w{64}"', "", answer.content.decode())
    return re.sub(rf"(/\w+)/{pk}\b", r"\1/?", text)
