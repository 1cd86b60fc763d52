"""What the ranking is worth on real histories, beside its baselines: the figures, and a table of them for a reader."""

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from slashmentor.base.errors import Failed
from slashmentor.together.routing.ranking.baselines import NAMES as BASELINES
from slashmentor.together.routing.ranking.bench import (
    CAP,
    OURS,
    WINDOW,
    NothingToMeasureError,
    measure_history,
)
from slashmentor.together.routing.ranking.places import TOP
from slashmentor.together.routing.ranking.reading import Unreadable, read_history
from slashmentor.world.transfers.memory import peak_mb

Figures = Mapping[str, Any]

_MEASURED = ("mrr", "hit@5", "hit@20")


def measure(path: Path, *, told: Callable[[str], None]) -> Figures:
    """The contract's object for one file. `told` hears how far it is.

    Raises Failed when the file can't be read, or holds nothing to measure.
    """
    try:
        history = read_history(path)
        found = measure_history(history, told=lambda sentence: told(f"{path.name}, {sentence}"))
    except Unreadable as error:
        raise Failed(str(error)) from error
    except NothingToMeasureError as error:
        raise Failed(
            f"{path} is too short: none of the questions in its last fifth was answered by anybody "
            "with five answers before."
        ) from error
    return {**found, "peak_mb": peak_mb()}


def table(name: str, figures: Figures) -> Iterator[str]:
    """Lines for a person: each protocol, ours and the baselines, free and under the cap."""
    for protocol in ("frozen", "online"):
        of = figures[protocol]
        lead = of["lead"]["combined"]
        yield f"{name}, {protocol}: {of['questions']:,} questions, {of['candidates']:,} candidates"
        yield from _rows("as they come", of)
        yield from _rows(f"among the first {TOP} at most {CAP} times in {WINDOW} questions", of["capped"])
        yield f"  MRR over that of combined: {_with_error(lead, 'mrr')}"
        yield f"  {of['ms_per_question']} ms a question, {of['train_seconds']} s of learning"
        yield ""


def _rows(title: str, figures: Figures) -> Iterator[str]:
    yield f"  {title:52}" + "".join(f"{column:>16}" for column in (*_MEASURED, "load gini"))
    for name, each in ((OURS, figures), *((name, figures["baselines"][name]) for name in BASELINES)):
        measured = "".join(f"{_with_error(each, what):>16}" for what in _MEASURED)
        yield f"    {name:50}{measured}{each['load_gini']:>16.3f}"


def _with_error(figures: Figures, what: str) -> str:
    error = figures[f"se_{what}"]
    return f"{figures[what]:.3f} ± " + ("?" if error is None else f"{error:.3f}")
