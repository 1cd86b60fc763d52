"""The rebuild: learn the vocabulary's directions from a sample, measure every post by them, then use them.

`rebuild` begins it or goes on with one that was interrupted. Each part is a job of its own that any worker may do, and
that may be killed and done again: what is measured stays measured, and nothing is measured twice. Whoever does the
last part puts the new index in use.

What works it out is imported within the functions: it needs numpy, which a web process, where only the jobs' names have
to be known, does without.
"""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from typing import NamedTuple

from django.db import transaction
from django.db.models import Max, Min

from slashmentor.base.jobs import every, job
from slashmentor.parts.questions.models import Entry

from ..models import Learned, Measured, Part
from .jobs import route_waiting

SAMPLE = 20_000  # questions that the directions are learned from; more change little and take memory
IDS_A_PART = 5_000
MOST_PARTS = 400
OLD = timedelta(days=7)
MOST_WAITING = 1_000  # questions that wait, newest first, whose fits are written anew after a rebuild
GROWN = 2  # so many times the texts it learned from: time to learn again

BLOBS = ("terms", "rarities", "directions")


@job(atomic=False)  # minutes
def rebuild(*, now: datetime) -> None:
    """Learn, and plan the parts; or, where one is under way, plan again what is left of it."""
    for part_id in _begin(now):
        do_part.later(part_id=part_id, key=f"routing:part:{part_id}")


class Progress(NamedTuple):
    """How far a rebuild is; all done: the new one is in use."""

    parts: int
    done: int


def build(*, now: datetime, told: Callable[[Progress], object]) -> None:
    """`rebuild` in this process, from the last part down, while workers that run do the first ones."""
    told(Progress(0, 0))
    rebuild(now=now)
    building = Part.objects.filter(learned__state=Learned.State.BUILDING)
    whole = building.count()
    while (part := building.filter(done_at=None).order_by("-pk").first()) is not None:
        told(Progress(whole, building.exclude(done_at=None).count()))
        do_part(part.pk, now=now)
    told(Progress(whole, whole))


def _begin(now: datetime) -> list[int]:
    """The parts that are to be done, of the index that is being built; none when there is nothing to measure."""
    if not Entry.objects.exists():
        return []
    learned, _new = Learned.objects.defer(*BLOBS).get_or_create(
        state=Learned.State.BUILDING, defaults={"begun_at": now}
    )
    if not learned.parts.exists():
        _learn(learned)
    return list(learned.parts.filter(done_at=None).order_by("pk").values_list("pk", flat=True))


@every(minutes=60 * 24)
@job(atomic=False)
def renew(*, now: datetime) -> None:
    """Rebuild once a week; sooner what was interrupted, the first one, and what has outgrown its vocabulary."""
    used = Learned.objects.defer(*BLOBS).filter(state=Learned.State.IN_USE).first()
    building = Learned.objects.filter(state=Learned.State.BUILDING).exists()
    if used is None or building or used.begun_at <= now - OLD or _has_outgrown(used):
        rebuild.later(key="routing:rebuild")
    for learned_id in Learned.objects.filter(state=Learned.State.RETIRED).values_list("pk", flat=True):
        remove.later(learned_id=learned_id, key=f"routing:remove:{learned_id}")


def _has_outgrown(used: Learned) -> bool:
    questions = Entry.objects.filter(kind=Entry.Kind.QUESTION, deleted_at=None)  # index q_new
    return used.texts * GROWN <= min(SAMPLE, questions[:SAMPLE].count())


def _learn(learned: Learned) -> None:
    from .learning import learn  # numpy

    newest = Entry.objects.filter(kind=Entry.Kind.QUESTION, deleted_at=None).order_by("-created_at", "-pk")
    fields = learn(list(newest.values_list("pk", flat=True)[:SAMPLE])[::-1])
    with transaction.atomic():
        # Of two that learned at once the second finds the parts of the first, which wants the first's directions.
        locked = Learned.objects.select_for_update().only("pk", "state").get(pk=learned.pk)
        if not locked.parts.exists():
            Learned.objects.filter(pk=learned.pk).update(**fields)
            Part.objects.bulk_create(
                [Part(learned=learned, first=first, last=last) for first, last in _ranges()]
            )


def _ranges() -> Iterator[tuple[int, int]]:
    ends = Entry.objects.aggregate(first=Min("pk"), last=Max("pk"))
    first, last = ends["first"] or 0, ends["last"] or 0
    step = max(IDS_A_PART, -(-(last - first + 1) // MOST_PARTS))
    for start in range(first, last + 1, step):
        yield start, min(start + step - 1, last)


@job(atomic=False)  # seconds
def do_part(part_id: int, *, now: datetime) -> None:
    """Measure the posts of one part; the last part's end begins the use."""
    from .learning import measure_part  # numpy

    part = Part.objects.filter(pk=part_id, done_at=None, learned__state=Learned.State.BUILDING).first()
    if part is not None:
        measure_part(part)
        _end(part, now=now)


def _end(part: Part, *, now: datetime) -> None:
    with transaction.atomic():
        # Of two workers who end the last two parts at once, the second sees what the first wrote.
        building = Learned.objects.filter(pk=part.learned_id, state=Learned.State.BUILDING)
        learned = building.select_for_update().defer(*BLOBS).first()
        Part.objects.filter(pk=part.pk, done_at=None).update(done_at=now)
        if learned is None or Part.objects.filter(learned=learned, done_at=None).exists():
            return
        used = Learned.objects.filter(state=Learned.State.IN_USE).defer(*BLOBS).first()
        if used is not None:
            Learned.objects.filter(pk=used.pk).update(state=Learned.State.RETIRED)
            remove.later(learned_id=used.pk, key=f"routing:remove:{used.pk}")
        Learned.objects.filter(pk=learned.pk).update(
            state=Learned.State.IN_USE, finished_at=now, weights=used.weights if used is not None else {}
        )
        weigh.later(learned_id=learned.pk, key=f"routing:weigh:{learned.pk}")
        route_waiting.later(before=None, left=MOST_WAITING, key="routing:waiting")


@job(atomic=False)  # a minute
def weigh(learned_id: int) -> None:
    """Let this instance's own past correct the weights; a short history leaves the shipped ones."""
    from .weighing import own_weights  # numpy

    weights = own_weights()
    if weights is not None:
        Learned.objects.filter(pk=learned_id).update(weights=weights)


@job(atomic=False)
def remove(learned_id: int) -> None:
    """Delete what was replaced, a portion at a time: nobody waits long for the database."""
    rows = Measured.objects.filter(learned=learned_id, learned__state=Learned.State.RETIRED)
    while some := list(rows.values_list("pk", flat=True)[:2_000]):
        Measured.objects.filter(pk__in=some).delete()
    Learned.objects.filter(pk=learned_id, state=Learned.State.RETIRED).delete()
