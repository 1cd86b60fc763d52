"""A member's publications from a file on the host's machine: what /settings/publications does, from the command line."""

import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

from slashmentor.base.errors import Failed, ForPeople
from slashmentor.commons.people.models import Member
from slashmentor.commons.publications.actions import bring
from slashmentor.commons.publications.models import Source
from slashmentor.commons.publications.reading import (
    MOST_BYTES,
    read_file,
    source_of,
)
from slashmentor.commons.publications.works import Problem, Read
from slashmentor.world.transfers.memory import peak_mb

Progress = Callable[[str, int, float], None]


@dataclass(frozen=True)
class Result:
    """The closing figures: every entry of the file is a publication that the member has now, or left out with a reason."""

    member: str
    entries: int
    publications: int
    added: int
    left_out: dict[str, int]
    seconds: float
    peak_mb: int

    def as_dict(self) -> dict[str, object]:
        return asdict(self)


def bring_publications(
    path: Path, *, source: Source, handle: str, progress: Progress, now: datetime
) -> tuple[Result, Sequence[Problem]]:
    """Bring a file of that kind to a member, as they themselves would. Also what could not be taken, line by line.

    Raises Failed with one sentence: nobody of that handle, a file that can't be read or is of another kind, broken or
    too large, a suspended member. Then nothing has changed.
    """
    begun = time.perf_counter()
    member = Member.objects.filter(handle=handle.removeprefix("@").lower(), is_active=True).first()
    if member is None:
        raise Failed(f"Nobody here is called {handle}.")
    progress("reading", 0, 0.0)
    try:
        read = _read(path, source)
        done = bring(
            member,
            by=member,
            read=read,
            source=source,
            name=path.name,
            told=lambda number, of: progress("publications", 1, number / of),
            now=now,
        )
    except ForPeople as error:
        raise Failed(f"{path} wasn’t brought in. {error.sentence}") from error
    except OSError as error:
        raise Failed(f"{path} can’t be read: {error.strerror or error}.") from error
    taken = done.added + done.known
    result = Result(
        member=member.handle,
        entries=taken + len(read.problems),
        publications=taken,
        added=done.added,
        left_out=dict(Counter(problem.why for problem in read.problems)),
        seconds=round(time.perf_counter() - begun, 2),
        peak_mb=peak_mb(),
    )
    return result, sorted(read.problems, key=lambda one: one.line)


def _read(path: Path, source: Source) -> Read:
    with path.open("rb") as file:
        content = file.read(MOST_BYTES + 1)
    if source_of(content) != source:
        raise Failed(
            "It is no ORCID record, which is JSON, XML or a ZIP."
            if source == Source.ORCID
            else "It isn’t BibTeX; an ORCID record comes in with “slashmentor import orcid”."
        )
    return read_file(content)[1]
