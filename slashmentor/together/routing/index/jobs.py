"""The jobs that write `Fit`: for a question that came in, for a member of whom something changed, and the night's."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db import connection, transaction
from django.db.models import Q

from slashmentor.base.jobs import every, job
from slashmentor.commons.people.models import Member
from slashmentor.parts.questions.models import Entry

from ..models import Fit
from . import Found, fitting_members, fitting_questions, routed

A_QUESTION = 50  # members for whom it is written down that it fits them
A_MEMBER = 50  # questions that are written down for them
OLDEST = timedelta(days=365)
AT_ONCE = 20  # questions in one job


@job(atomic=False)  # the first in a process reads the whole index
def route(question_id: int, *, tells: bool = False, now: datetime) -> None:
    """Write down whom a question fits; with `tells`, begin to tell them (`index.when_routed`). As often as one likes."""
    question = Entry.objects.filter(pk=question_id, kind=Entry.Kind.QUESTION).first()
    if question is None:
        return
    waits = question.deleted_at is None and question.closed_at is None
    found = fitting_members(question, most=A_QUESTION, now=now) if waits else []
    with transaction.atomic():
        locked = (
            Entry.objects.select_for_update(no_key=True)
            .filter(pk=question_id)
            .only("deleted_at", "closed_at")
        )
        now_is = locked.first()
        Fit.objects.filter(question=question_id).delete()
        if now_is is not None and now_is.deleted_at is None and now_is.closed_at is None:
            _write(found, now)
    if tells:
        routed(question, now=now)


@job(atomic=False)
def refit(member_id: int, *, now: datetime) -> None:
    """Write down which questions fit a member, in place of those that did."""
    member = Member.objects.filter(pk=member_id, is_active=True, is_claimed=True).first()
    found = fitting_questions(member, most=A_MEMBER, now=now) if member is not None else []
    with transaction.atomic():
        Fit.objects.filter(member=member_id).delete()
        _write(found, now)


@job(atomic=False)
def route_waiting(before: int | None, left: int, *, now: datetime) -> None:
    """Write the fits of the newest questions that wait, portion by portion; nobody is told."""
    waiting = Entry.objects.filter(
        kind=Entry.Kind.QUESTION, deleted_at=None, closed_at=None, is_answered=False,
        created_at__gte=now - OLDEST,
    )  # fmt: skip
    if before is not None:
        waiting = waiting.filter(pk__lt=before)
    ids = list(waiting.order_by("-pk").values_list("pk", flat=True)[: min(AT_ONCE, left)])
    for question_id in ids:
        route(question_id, now=now)
    if len(ids) == AT_ONCE and left > AT_ONCE:
        route_waiting.later(before=ids[-1], left=left - AT_ONCE, key=f"routing:waiting:{ids[-1]}")


@every(minutes=60 * 24)
@job()
def tidy(*, now: datetime) -> None:
    """Drop fits of questions that wait for nobody any more, and of each member's those beyond the best fifty."""
    over = Q(question__is_answered=True) | ~Q(question__closed_at=None) | ~Q(question__deleted_at=None)
    Fit.objects.filter(over | Q(question__created_at__lt=now - OLDEST)).delete()
    with connection.cursor() as cursor:
        cursor.execute(
            """DELETE FROM routing_fit WHERE id IN (SELECT id FROM (
            SELECT id, ROW_NUMBER() OVER (PARTITION BY member_id ORDER BY score DESC, id DESC) AS place
            FROM routing_fit) AS ranked WHERE place > %s)""",
            [A_MEMBER],
        )


def _write(found: Sequence[Found], now: datetime) -> None:
    """A question and a member that fit each other by both ways are one row."""
    Fit.objects.bulk_create(
        [
            Fit(
                member_id=one.member_id,
                question_id=one.question_id,
                score=one.score,
                place=one.place,
                facts=one.facts,
                at=now,
            )
            for one in found
        ],
        update_conflicts=True,
        unique_fields=["member", "question"],
        update_fields=["score", "place", "facts", "at"],
    )
