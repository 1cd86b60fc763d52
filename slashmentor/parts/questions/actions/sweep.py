"""Each night, questions that help nobody are swept away: softly, so that they can be brought back (rules.md)."""

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import (
    Case,
    CharField,
    DateTimeField,
    Exists,
    F,
    FloatField,
    Func,
    OuterRef,
    Q,
    Value,
    When,
)
from django.db.models.lookups import LessThanOrEqual

from slashmentor.base.jobs import every, job
from slashmentor.commons.communities.models import Community
from slashmentor.commons.communities.numbers import Numbers, numbers_in
from slashmentor.commons.happenings.models import Happening

from ..models import Entry, Link, Reason, Sweeping
from .delete import record_deletion
from .locking import locked

AT_ONCE = 50


class DaysBetween(Func):
    """How many days a moment is after another, as a number, to a tenth of a second."""

    arity = 2
    output_field = FloatField()

    def as_sqlite(self, compiler: Any, connection: Any, **context: Any) -> Any:
        context["template"] = "ROUND(julianday(%(expressions)s), 6)"
        return super().as_sql(compiler, connection, arg_joiner=") - julianday(", **context)

    def as_postgresql(self, compiler: Any, connection: Any, **context: Any) -> Any:
        context["template"] = "ROUND(EXTRACT(EPOCH FROM %(expressions)s) / 86400, 6)::float"
        return super().as_sql(compiler, connection, arg_joiner=" - ", **context)


@every(minutes=60 * 24)
@job()
def sweep() -> None:
    """Sweep every community, each in jobs of its own."""
    for pk in Community.objects.order_by("pk").values_list("pk", flat=True):
        sweep_community.later(community_id=pk, key=f"sweep:{pk}")


@job(atomic=False)
def sweep_community(community_id: int, *, now: datetime) -> None:
    """Sweep so many questions of a community, and the others in a job after this one. Safe to repeat."""
    if not Community.objects.filter(pk=community_id).exists():
        return
    numbers = numbers_in(community_id)
    due = to_sweep(community_id, numbers, now=now)
    ids = list(due.order_by("pk").values_list("pk", flat=True)[:AT_ONCE])
    swept = [_sweep(pk, numbers, now) for pk in ids]
    if len(ids) == AT_ONCE and any(swept):
        sweep_community.later(community_id=community_id, key=f"sweep:{community_id}")


def to_sweep(community_id: int, numbers: Numbers, *, now: datetime) -> Any:
    """The questions that would be swept now, each with `swept_why`; a walk along `q_votes_here` from a score of 0.

    Not what is locked or has a bounty, nor what was swept before and brought back. A question of an imported site
    is swept only when it has been here for the days of a row as well, so that an import loses nothing at once.
    """
    rows = _rows(community_id, numbers, now)
    return (
        Entry.objects.filter(
            kind=Entry.Kind.QUESTION, community=community_id, deleted_at=None, score__lte=0,
            locked_at=None, bounty=0, sweeping=None,
        )
        .annotate(
            swept_why=Case(
                *(When(row, then=Value(why.value)) for why, row in rows.items()),
                default=Value(""),
                output_field=CharField(),
            )
        )
        .exclude(swept_why="")
    )  # fmt: skip


def _rows(community_id: int, numbers: Numbers, now: datetime) -> dict[Sweeping.Why, Q]:
    """The three rows of rules.md, "Swept away each night"; that the score is 0 or less is asked of all."""
    brought_at = _brought_at(community_id)

    def here_since(name: str) -> Q:
        came_later = brought_at is not None and brought_at >= before(name)
        return Q(origin_id=None) if came_later else Q()

    def before(name: str) -> datetime:
        return now - timedelta(days=numbers[name])

    days = DaysBetween(Value(now, output_field=DateTimeField()), F("created_at"))
    is_duplicate = Q(closed_reason=Reason.DUPLICATE) | Q(
        Exists(Link.objects.filter(source=OuterRef("pk"), kind=Link.Kind.DUPLICATE))
    )
    return {
        Sweeping.Why.LOW: here_since("sweep.low_days")
        & Q(created_at__lt=before("sweep.low_days"), score__lte=-1, answer_count=0),
        Sweeping.Why.QUIET: here_since("sweep.quiet_days")
        & Q(created_at__lt=before("sweep.quiet_days"), answer_count=0)
        & Q(comment_count__lte=numbers["sweep.comments"])
        & Q(LessThanOrEqual(F("views"), days * Value(float(numbers["sweep.views_a_day"])))),
        Sweeping.Why.CLOSED: here_since("sweep.closed_days")
        & Q(closed_at__lte=before("sweep.closed_days"), is_answered=False)
        & ~is_duplicate
        & _not_edited_since_closed(),
    }


def _not_edited_since_closed() -> Q:
    """As `Entry.edited_by_then` has it: an anonymous asker's edit may be of any moment of its hour."""
    by_asker = Q(persona__isnull=False, edited_by=None)
    return (
        Q(edited_at=None)
        | Q(edited_at__lte=F("closed_at")) & ~by_asker
        | Q(edited_at__lte=F("closed_at") - timedelta(hours=1))
    )


def _brought_at(community_id: int) -> datetime | None:
    """When the community's imported questions came here (the latest time); None when none did."""
    return (
        Happening.objects.filter(
            about_kind=Community._meta.label_lower, about_id=community_id, verb="community.imported"
        )
        .order_by("-id")
        .values_list("at", flat=True)
        .first()
        or Community.objects.filter(pk=community_id)
        .exclude(origin_name="")
        .values_list("created_at", flat=True)
        .first()
    )


def _sweep(pk: int, numbers: Numbers, now: datetime) -> bool:
    with transaction.atomic():
        question = locked(Entry.objects.get(pk=pk))
        # Asked again now that it is locked: somebody may have answered or voted meanwhile.
        found = to_sweep(question.community_id, numbers, now=now).filter(pk=pk)
        why = found.values_list("swept_why", flat=True).first()
        if why:
            Sweeping.objects.create(question=question, why=why, at=now)
            record_deletion(question, by=None, now=now, swept=why)
    return bool(why)
