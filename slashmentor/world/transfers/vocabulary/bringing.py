"""Bringing a vocabulary in: batch by batch, each one transaction.

A batch looks up what is here and writes what is new or different. So an import that was broken off is simply done
again, and what is here keeps its name.
"""

import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from datetime import datetime
from itertools import islice
from pathlib import Path

from django.db import IntegrityError

from slashmentor.commons.happenings import happened
from slashmentor.commons.topics.actions import Term, take_up
from slashmentor.commons.topics.actions.take_up import TakenUp
from slashmentor.commons.topics.models import Topic
from slashmentor.together.search.indexing import index_topics
from slashmentor.world.transfers.alone import alone
from slashmentor.world.transfers.memory import peak_mb

from . import openalex, shipped

_BATCH = 250

Progress = Callable[[str, int, float], None]


@dataclass
class Result:
    """The closing figures: what is here of this vocabulary (so a repeat gives the same), and what was left out."""

    vocabulary: str
    topics: int  # of all kinds
    kinds: dict[str, int]  # domains, fields …, for a vocabulary that has such
    joined: int  # of them those that are one with a topic of another vocabulary
    left_out: dict[str, int]
    seconds: float
    rows_per_second: int
    peak_mb: int

    def as_dict(self) -> dict[str, object]:
        return asdict(self)


def quiet(phase: str, rows: int, share: float) -> None:
    """Tell nobody."""


def bring_vocabulary(path: Path | None = None, *, progress: Progress = quiet, now: datetime) -> Result:
    """Bring in OpenAlex's table of topics at `path`; without one, the vocabulary that comes with Slashmentor.

    Raises NotAVocabulary, AnotherRuns. After either, after Ctrl-C and after kill -9, the same call goes on.
    """
    begun = time.perf_counter()
    with alone():
        if path is None:
            taken = _take_all(shipped.terms(), progress, lambda: 1.0, now=now)
            rows, left_out, name = len(taken.topics), Counter[str](), shipped.NAME
        else:
            file = openalex.File(path)
            taken = _take_all(file.terms(), progress, lambda: file.share, now=now)
            rows, left_out, name = file.rows, file.left_out, openalex.NAME
        if taken.changed:
            happened("vocabulary.brought", now=now, vocabulary=name, topics=len(taken.topics))
    seconds = time.perf_counter() - begun
    return Result(
        vocabulary=name,
        topics=len(taken.topics),
        kinds=dict(Counter(_kind(origin) for origin in taken.topics if "/" in origin)),
        joined=len(taken.joined),
        left_out=dict(sorted(left_out.items())),
        seconds=round(seconds, 2),
        rows_per_second=round(rows / max(seconds, 0.001)),
        peak_mb=peak_mb(),
    )


def bring_shipped_once(*, now: datetime) -> None:
    """On a start: bring in what comes with Slashmentor, unless it is here."""
    if not Topic.objects.filter(origin__startswith=f"{shipped.NAME}:").exists():
        bring_vocabulary(now=now)


def _take_all(
    terms: Iterator[Term], progress: Progress, share: Callable[[], float], *, now: datetime
) -> TakenUp:
    """All of them, in batches. Of what is in memory for good, only the numbers grow: a term in 200 bytes."""
    all_of_it = TakenUp()
    while batch := list(islice(terms, _BATCH)):
        taken = _take(batch, all_of_it.topics, now)
        index_topics(taken.changed)
        all_of_it.topics |= taken.topics
        all_of_it.changed += taken.changed
        all_of_it.joined |= taken.joined
        progress("topics", len(batch), share())
    return all_of_it


def _take(batch: list[Term], known: dict[str, int], now: datetime) -> TakenUp:
    try:
        return take_up(batch, known=known, now=now)
    except IntegrityError:
        # Somebody asked with the first new topic of that name in the same moment; now it is here.
        return take_up(batch, known=known, now=now)


def _kind(origin: str) -> str:
    return origin.partition(":")[2].partition("/")[0] + "s"
