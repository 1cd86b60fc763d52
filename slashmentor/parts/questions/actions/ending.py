"""How bounties end by themselves, and what their end writes."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q

from slashmentor.base.jobs import every, job
from slashmentor.commons.communities.numbers import Numbers, numbers_in
from slashmentor.commons.happenings import happened
from slashmentor.commons.people.models import Member
from slashmentor.commons.standing import ledger

from .. import points
from ..models import Bounty, Entry
from .following_up import touch
from .locking import locked, locked_answers


def close_bounty(
    bounty: Bounty,
    state: Bounty.State,
    *,
    answer: Entry | None = None,
    awarded: int = 0,
    numbers: Numbers,
    now: datetime,
) -> None:
    """Write how a locked, open bounty ended, and the points of it. In the caller's transaction; asks nobody."""
    before = points.for_bounty(bounty)
    bounty.state, bounty.answer, bounty.awarded, bounty.awarded_at = state, answer, awarded, now
    bounty.save(update_fields=["state", "answer", "awarded", "awarded_at"])
    due = points.for_bounty(bounty)[len(before) :]
    ledger.write(bounty.question.community_id, due, numbers=numbers, now=now)
    Entry.objects.filter(pk=bounty.question_id).update(bounty=0)
    touch(bounty.question_id)


def give_back_open(question: Entry, *, by: Member | None, cancelled: bool = False, now: datetime) -> None:
    """The open bounty of a locked question goes back whole, when there is one: cancelled, closed, or deleted."""
    bounty = _open_on(question)
    if bounty is not None:
        numbers = numbers_in(question.community_id)
        close_bounty(bounty, Bounty.State.GIVEN_BACK, numbers=numbers, now=now)
        data = {"given_back": True, "cancelled": cancelled, "answer": None, "amount": 0}
        happened("bounty.ended", by=by, about=bounty, now=now, **data)


@job()
def tell_of_the_end(bounty_id: int, *, now: datetime) -> None:
    """A day is left: whoever offered it hears of it, as long as it is open."""
    bounty = Bounty.objects.select_for_update().filter(pk=bounty_id, state=Bounty.State.OPEN).first()
    if bounty is not None and now < bounty.ends_at:
        happened("bounty.ending", about=bounty, now=now)


@job()
def end_bounty(bounty_id: int, *, now: datetime) -> None:
    """Its time and the day of grace are over: half goes to the best new answer with a score of 2, the older of two.

    New: given since it was offered, by somebody else. Without one the bounty ends, and the points with it.
    """
    found = Bounty.objects.filter(pk=bounty_id, state=Bounty.State.OPEN).first()
    if found is None:
        return
    with transaction.atomic():
        question = locked(Entry(pk=found.question_id))
        locked_answers(question)
        bounty = _open_on(question)
        numbers = numbers_in(question.community_id)
        if bounty is None or now < bounty.ends_at + timedelta(days=numbers["bounty.grace_days"]):
            return
        answer = best_new_answer(bounty, numbers)
        if answer is None:
            close_bounty(bounty, Bounty.State.ENDED, numbers=numbers, now=now)
        else:
            half = bounty.amount // 2
            close_bounty(
                bounty, Bounty.State.AUTOMATIC, answer=answer, awarded=half, numbers=numbers, now=now
            )
        happened(
            "bounty.ended",
            about=bounty,
            now=now,
            given_back=False,
            answer=answer and answer.pk,
            amount=bounty.awarded,
        )


def best_new_answer(bounty: Bounty, numbers: Numbers) -> Entry | None:
    """The answer that gets half of a bounty which nobody awarded."""
    given = Entry.objects.filter(
        question=bounty.question_id, deleted_at=None, author__isnull=False, created_at__gte=bounty.offered_at
    )
    good = given.filter(score__gte=numbers["bounty.automatic_score"])
    if bounty.by_id is not None:
        good = good.exclude(author=bounty.by_id)
    return good.order_by("-score", "created_at", "pk").first()


@every(minutes=60)
@job()
def end_what_was_missed(*, now: datetime) -> None:
    """Bounties whose time is over and whose own job is gone: a backup brought back, a queue that was emptied."""
    late = Q(ends_at__lte=now - timedelta(hours=1))
    for bounty_id in Bounty.objects.filter(late, state=Bounty.State.OPEN).values_list("pk", flat=True):
        end_bounty.later(bounty_id=bounty_id, key=f"end-bounty:{bounty_id}")


def _open_on(question: Entry) -> Bounty | None:
    bounty = Bounty.objects.select_for_update().filter(question=question.pk, state=Bounty.State.OPEN).first()
    if bounty is not None:
        bounty.question = question
    return bounty
