"""A program: 16 processes cast 1,500 votes on 30 entries at once, 300 of them sent twice.

Ends with status 0 when each was counted once, and no process met an error.
"""

import multiprocessing
import sys

import django

django.setup()

from django.db import connections  # noqa: E402  Django has to be set up first
from django.utils import timezone  # noqa: E402  same

from slashmentor.commons.communities.models import Community  # noqa: E402  same
from slashmentor.commons.people.models import Member  # noqa: E402  same
from slashmentor.parts.questions import actions  # noqa: E402  same
from slashmentor.parts.questions.models import Entry, Vote  # noqa: E402  same
from tests.cast import GENEROUS  # noqa: E402  same
from tests.reliability.sound import problems  # noqa: E402  same

CLIENTS = 16
VOTERS = 50
ENTRIES = 30
TWICE = 300
WORDS = "I reran the script, and found what the caption calls something else."

fork = multiprocessing.get_context("fork")


def cast(votes: list[tuple[int, int]]) -> None:
    now = timezone.now()
    for entry, voter in votes:
        actions.vote(Entry(pk=entry), by=Member.objects.get(pk=voter), value=1, now=now)


def main() -> None:
    now = timezone.now()
    community = Community.objects.create(numbers=GENEROUS, slug="academia", name="Academia", created_at=now)
    ada = Member.objects.create_user("ada", "ada@example.org")
    voters = Member.objects.bulk_create(
        Member(handle=f"v{number}", email=f"v{number}@example.org", joined_at=now) for number in range(VOTERS)
    )
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
        actions.answer(question, by=ada, body=WORDS, now=now) for question in questions for _n in range(2)
    ]
    votes = [(entry.pk, voter.pk) for voter in voters for entry in (*questions, *answers)]
    votes += votes[:TWICE]
    connections.close_all()
    clients = [fork.Process(target=cast, args=(votes[number::CLIENTS],)) for number in range(CLIENTS)]
    for client in clients:
        client.start()
    for client in clients:
        client.join()
    wrong = problems()
    wrong += [f"a client ended with {client.exitcode}" for client in clients if client.exitcode]
    if Vote.objects.count() != VOTERS * ENTRIES:
        wrong.append(f"{Vote.objects.count()} votes instead of {VOTERS * ENTRIES}")
    sys.stdout.write("".join(f"{line}\n" for line in wrong))
    sys.exit(bool(wrong))


if __name__ == "__main__":
    main()
