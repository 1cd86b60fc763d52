"""What counts now, and what was tried."""

from collections.abc import Mapping

from ..models import Learned, Trial, Tuning
from ..ranking.shares import BEGINS, Record, shipped

SHOWN = 20  # tunings and trials that a page lists
AS_LEARNED: Mapping[str, float] = dict.fromkeys(BEGINS, 1.0)


def newest_tuning() -> Tuning | None:
    return Tuning.objects.order_by("-at", "-id").first()  # index routing_tuning_newest


def factors_of(one: Tuning | Trial | None) -> dict[str, float]:
    """A factor for each signal there is now: what wasn't named counts as learned."""
    named = one.factors if one is not None else {}
    return {signal: float(named.get(signal, usual)) for signal, usual in AS_LEARNED.items()}


def learned() -> Record:
    """The weights that this instance learned from its own past; until it has, those that come along."""
    used = Learned.objects.filter(state=Learned.State.IN_USE)
    record: Record | None = used.values_list("weights", flat=True).first()  # the rest of the row is megabytes
    return record or shipped()


def tunings() -> list[Tuning]:
    """The newest first, each with who did it."""
    return list(Tuning.objects.select_related("by").order_by("-at", "-id")[:SHOWN])


def trials() -> list[Trial]:
    """The newest first, each with who began it."""
    return list(Trial.objects.select_related("by").order_by("-pk")[:SHOWN])
