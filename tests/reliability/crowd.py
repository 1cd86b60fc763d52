"""A program: 16 processes cast 720 votes on 24 entries at once, 120 of them sent twice; then they do everything
else that moves points: taking votes back, accepting, deleting and bringing back, bounties, accounts that go.

Ends with status 0 when each vote was counted once, every reputation is the sum of its ledger, and the ledger what is
due; and no process met an error.
"""

import contextlib
import multiprocessing
import random
import sys
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import django

django.setup()

from django.db import connections  # noqa: E402  Django has to be set up first
from django.utils import timezone  # noqa: E402  same

from slashmentor.base.errors import ForPeople  # noqa: E402  same
from slashmentor.commons.communities.models import Community, Moderator  # noqa: E402  same
from slashmentor.commons.people.actions import leave  # noqa: E402  same
from slashmentor.commons.people.models import Member  # noqa: E402  same
from slashmentor.commons.standing.verifying import verify  # noqa: E402  same
from slashmentor.parts.questions import actions  # noqa: E402  same
from slashmentor.parts.questions.models import Bounty, Entry, Vote  # noqa: E402  same
from tests.cast import GENEROUS, give_points  # noqa: E402  same
from tests.reliability.sound import problems  # noqa: E402  same

CLIENTS = 16
VOTERS = 30
ENTRIES = 24
TWICE = 120
DEEDS = 25
NUMBERS = {**GENEROUS, "may.bounty": 1, "votes.changeable_minutes": 100_000}
WORDS = "I reran the script, and found what the caption calls something else."

fork = multiprocessing.get_context("fork")


def cast(votes: list[tuple[int, int]]) -> None:
    now = timezone.now()
    for entry, voter in votes:
        actions.vote(Entry(pk=entry), by=Member.objects.get(pk=voter), value=1, now=now)


def everything(number: int, entries: list[int], voters: list[int]) -> None:
    """What one client does with points, different from what the others do at the same time; refusals are answers."""
    dice = random.Random(number)
    now = timezone.now() + timedelta(days=3)
    mo = Member.objects.get(handle="mo")
    for _deed in range(DEEDS):
        entry = Entry.objects.select_related("question", "author").get(pk=dice.choice(entries))
        voter = Member.objects.get(pk=dice.choice(voters))
        with contextlib.suppress(ForPeople):
            match dice.randrange(7):
                case 0 | 1:
                    actions.vote(entry, by=voter, value=dice.choice([-1, 0, 1]), now=now)
                case 2 if not entry.is_question:
                    actions.accept(entry, by=entry.question.author, now=now)
                case 3:
                    actions.delete(entry, by=mo, now=now)
                case 4:
                    actions.undelete(entry, by=mo, now=now)
                case 5 if entry.is_question:
                    actions.offer_bounty(entry, by=voter, amount=50, now=now)
                case 6 if not entry.is_question:
                    for bounty in Bounty.objects.filter(question=entry.question_id).select_related("by"):
                        actions.award_bounty(bounty, entry, by=bounty.by, now=now)
    # A few accounts go while the others go on; nobody else is told to be one of them.
    leaving = Member.objects.create_user(f"leaves-{number}", f"l{number}@example.org")
    with contextlib.suppress(ForPeople):
        actions.vote(Entry(pk=dice.choice(entries)), by=leaving, value=1, now=now)
    leave(leaving, by=leaving, now=now)


def together(target: Callable[..., None], of_each: list[tuple[Any, ...]]) -> list[str]:
    """Run one client for each of these arguments, all at once; what went wrong."""
    connections.close_all()
    clients = [fork.Process(target=target, args=given) for given in of_each]
    for client in clients:
        client.start()
    for client in clients:
        client.join()
    return [f"a client ended with {client.exitcode}" for client in clients if client.exitcode]


def differences() -> list[str]:
    """Where reputation and ledger differ, or the ledger and what is due."""
    found: list[str] = []
    verify(repair=False, now=timezone.now(), told=lambda _what, _many, sentences: found.extend(sentences))
    return found


def main() -> None:
    now = timezone.now()
    community = Community.objects.create(numbers=NUMBERS, slug="academia", name="Academia", created_at=now)
    ada, emmy, mo = (
        Member.objects.create_user(name, f"{name}@example.org") for name in ("ada", "emmy", "mo")
    )
    Moderator.objects.create(community=community, member=mo, since=now)
    voters = Member.objects.bulk_create(
        Member(handle=f"v{number}", email=f"v{number}@example.org", joined_at=now) for number in range(VOTERS)
    )
    for voter in voters:
        give_points(voter, community, 400)
    questions = [
        actions.ask(
            community,
            by=ada,
            title=f"Do I count right, number {n}?",
            body=WORDS,
            topics=["counting"],
            now=now,
        )
        for n in range(ENTRIES // 3)
    ]
    answers = [
        actions.answer(question, by=author, body=WORDS, now=now)
        for question in questions
        for author in (ada, emmy)
    ]
    votes = [(entry.pk, voter.pk) for voter in voters for entry in (*questions, *answers)]
    votes += votes[:TWICE]
    wrong = together(cast, [(votes[number::CLIENTS],) for number in range(CLIENTS)])
    wrong += problems() + differences()
    if Vote.objects.count() != VOTERS * ENTRIES:
        wrong.append(f"{Vote.objects.count()} votes instead of {VOTERS * ENTRIES}")
    entries = [entry.pk for entry in (*questions, *answers)]
    of_each = [(number, entries, [voter.pk for voter in voters]) for number in range(CLIENTS)]
    wrong += together(everything, of_each) + problems() + differences()
    if not Bounty.objects.exclude(state="open").exists():
        wrong.append("no bounty was awarded, so nothing was tried")
    sys.stdout.write("".join(f"{line}\n" for line in wrong))
    sys.exit(bool(wrong))


if __name__ == "__main__":
    main()
