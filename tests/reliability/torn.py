"""A program: members ask, answer, comment and vote in processes that are killed with SIGKILL at moments nobody chose.

Each process says what was acknowledged to it, after it was. In the end everything acknowledged has to be there, and
nothing may be there by half. Ends with status 0 when that holds.
"""

import multiprocessing
import random
import sys
from collections.abc import Callable
from multiprocessing.connection import Connection

import django

django.setup()

from django.db import connections  # noqa: E402  Django has to be set up first
from django.utils import timezone  # noqa: E402  same

from slashmentor.commons.communities.models import Community  # noqa: E402  same
from slashmentor.commons.happenings.models import Happening  # noqa: E402  same
from slashmentor.commons.people.models import Member  # noqa: E402  same
from slashmentor.parts.questions import actions  # noqa: E402  same
from slashmentor.parts.questions.models import Comment, Entry, Revision, Tagging, Vote  # noqa: E402  same
from tests.cast import GENEROUS  # noqa: E402  same
from tests.reliability.sound import problems  # noqa: E402  same

KILLS = 20
WORDS = "I reran the script, and found what the caption calls something else."

fork = multiprocessing.get_context("fork")


def work(said: Connection, ada: Member, emmy: Member, community: Community) -> None:
    """Until killed: ask, answer, comment, vote, and say each id after it was acknowledged."""
    while True:
        now = timezone.now()
        question = actions.ask(
            community, by=ada, title="Is what I was told still there?", body=WORDS, topics=["memory"], now=now
        )
        said.send(("entry", question.pk))
        said.send(("entry", actions.answer(question, by=emmy, body=WORDS, now=now).pk))
        said.send(("comment", actions.comment(question, by=emmy, body=WORDS, now=now).pk))
        voter = Member.objects.create_user(f"v{question.pk}", f"v{question.pk}@example.org")
        actions.vote(question, by=voter, value=1, now=now)
        said.send(("vote", question.pk))


def torn(act: Callable[..., None], *arguments: object) -> list[tuple[str, int]]:
    """Start it and kill it; what it said before."""
    ours, theirs = fork.Pipe(duplex=False)
    process = fork.Process(target=act, args=(theirs, *arguments))
    process.start()
    theirs.close()
    process.join(random.uniform(0.05, 0.4))
    process.kill()
    process.join()
    heard = []
    try:
        while ours.poll():
            heard.append(ours.recv())
    except (EOFError, OSError):
        pass  # it was killed while it spoke: what it was saying is not an acknowledgement
    return heard


def main() -> None:
    now = timezone.now()
    community = Community.objects.create(numbers=GENEROUS, slug="academia", name="Academia", created_at=now)
    ada, emmy = (Member.objects.create_user(name, f"{name}@example.org") for name in ("ada", "emmy"))
    connections.close_all()
    acknowledged = [told for _number in range(KILLS) for told in torn(work, ada, emmy, community)]
    there = {
        ("entry", pk) for pk in Entry.objects.values_list("pk", flat=True)
    } | {("comment", pk) for pk in Comment.objects.values_list("pk", flat=True)} | {
        ("vote", pk) for pk in Vote.objects.values_list("entry", flat=True)
    }  # fmt: skip
    lost = [told for told in acknowledged if told not in there]
    halves = problems()
    halves += [
        f"{count} of {name}"
        for name, count in {
            "entries without a revision": Entry.objects.filter(revisions=None).count(),
            "questions without a topic": Entry.objects.filter(kind=1, taggings=None).count(),
            "entries, comments and votes more than happenings": Entry.objects.count()
            + Comment.objects.count()
            + Vote.objects.count()
            # What points open by the way is told of, too.
            - Happening.objects.exclude(verb="privileges.opened").count(),
        }.items()
        if count
    ]
    sys.stdout.write(f"{len(acknowledged)}\n")
    sys.stdout.write("".join(f"{line}\n" for line in [*map(str, lost), *halves]))
    sys.exit(bool(lost or halves or not Revision.objects.exists() or not Tagging.objects.exists()))


if __name__ == "__main__":
    main()
