"""Votes.xml: dumps say how a post was voted on and when, never by whom."""

from collections import Counter
from datetime import date, datetime
from typing import NamedTuple

from django.db import transaction
from django.utils import timezone

from slashmentor.base.bulk import insert, update
from slashmentor.parts.questions.models import BroughtVote, Entry
from slashmentor.world.transfers.stackexchange.rows import Row, count, moment, number
from slashmentor.world.transfers.stackexchange.transfer import Transfer, new_rows

ACCEPTED, UP, DOWN = 1, 2, 3


_COLUMNS = ("community", "origin_id", "entry", "kind", "amount", "cast_on")


class _Vote(NamedTuple):
    """As the columns of a BroughtVote."""

    community: int
    origin_id: int
    entry: int
    kind: int
    amount: int
    cast_on: date


def bring_votes(transfer: Transfer) -> None:
    for batch in transfer.batches("Votes", 2000):
        with transaction.atomic():
            votes = _votes(transfer, new_rows(BroughtVote, transfer, batch))
            insert(BroughtVote, _COLUMNS, votes)
            _part(votes)
            _date_acceptance(votes)
            transfer.note("Votes", len(batch), added=len(votes))
        transfer.tick("Votes", len(batch))


def _votes(transfer: Transfer, new: list[tuple[int, Row]]) -> list[_Vote]:
    entries = transfer.entries({post for _, row in new if (post := number(row, "PostId")) is not None})
    votes = []
    for origin_id, row in new:
        post, kind = number(row, "PostId"), count(row, "VoteTypeId")
        if post not in entries:
            transfer.left_out[f"votes on {transfer.why_not(post)}"] += 1
        elif not 0 < kind < 2**15:
            transfer.left_out["votes of no kind"] += 1
        else:
            day = (moment(row, "CreationDate") or transfer.now).date()
            votes.append(
                _Vote(
                    transfer.community.pk, origin_id, entries[post][0], kind, count(row, "BountyAmount"), day
                )
            )
    return votes


def _part(votes: list[_Vote]) -> None:
    """Tell ups from downs.

    The score is the dump's from the beginning, written as if all votes had been of its sign (posts.py). Each
    vote against it means that there is one more of both kinds. So score = ups - downs at every moment.
    """
    ups = Counter(vote.entry for vote in votes if vote.kind == UP)
    downs = Counter(vote.entry for vote in votes if vote.kind == DOWN)
    negative = set(
        Entry.objects.filter(pk__in=ups.keys() | downs.keys(), score__lt=0)
        .values_list("pk", flat=True)
        .order_by()
    )
    against = {pk: many for pk, many in ups.items() if pk in negative}
    against |= {pk: many for pk, many in downs.items() if pk not in negative}
    update(
        "UPDATE questions_entry SET ups = ups + %s, downs = downs + %s WHERE id = %s",
        [(many, many, pk) for pk, many in sorted(against.items())],
    )


def _date_acceptance(votes: list[_Vote]) -> None:
    """An answer was accepted on the day of its vote of that kind, which is all that the dump tells."""
    days = {vote.entry: vote.cast_on for vote in votes if vote.kind == ACCEPTED}
    accepted = Entry.objects.filter(accepted__in=days).values_list(
        "pk", "accepted_id", "accepted__created_at"
    )
    for pk, answer, answered_at in accepted:
        midnight = datetime.combine(days[answer], datetime.min.time(), tzinfo=timezone.get_default_timezone())
        if midnight > answered_at:
            Entry.objects.filter(pk=pk).update(accepted_at=midnight)
