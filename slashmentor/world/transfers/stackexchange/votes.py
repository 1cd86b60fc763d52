"""Votes.xml: dumps say how a post was voted on and when, never by whom."""

from django.db import transaction
from django.db.models import F

from slashmentor.parts.questions.models import BroughtVote, Entry
from slashmentor.world.transfers.stackexchange.rows import Row, count, moment, number
from slashmentor.world.transfers.stackexchange.transfer import Transfer, change_many, new_rows

ACCEPTED, UP, DOWN = 1, 2, 3


def bring_votes(transfer: Transfer) -> None:
    for batch in transfer.batches("Votes", 2000):
        with transaction.atomic():
            votes = _votes(transfer, new_rows(BroughtVote, transfer, batch))
            BroughtVote.objects.bulk_create(votes)
            _part(votes)
            _date_acceptance(votes)
            transfer.note("Votes", len(batch), added=len(votes))
        transfer.tick("Votes", len(batch))


def _votes(transfer: Transfer, new: list[tuple[int, Row]]) -> list[BroughtVote]:
    entries = transfer.entries({post for _, row in new if (post := number(row, "PostId")) is not None})
    votes = []
    for origin_id, row in new:
        post, kind = number(row, "PostId"), count(row, "VoteTypeId")
        if post not in entries:
            transfer.left_out[f"votes on {transfer.why_not(post)}"] += 1
        elif not 0 < kind < 2**15:
            transfer.left_out["votes of no kind"] += 1
        else:
            votes.append(
                BroughtVote(
                    community=transfer.community,
                    origin_id=origin_id,
                    entry_id=entries[post][0],
                    kind=kind,
                    amount=count(row, "BountyAmount"),
                    cast_on=(moment(row, "CreationDate") or transfer.now).date(),
                )
            )
    return votes


def _part(votes: list[BroughtVote]) -> None:
    """Tell ups from downs.

    The score is the dump's from the beginning, written as if all votes had been of its sign (posts.py). Each
    vote against it means that there is one more of both kinds. So score = ups - downs at every moment.
    """
    change_many(
        "UPDATE questions_entry SET ups = ups + 1, downs = downs + 1 WHERE id = %s AND score >= 0",
        [(vote.entry_id,) for vote in votes if vote.kind == DOWN],
    )
    change_many(
        "UPDATE questions_entry SET ups = ups + 1, downs = downs + 1 WHERE id = %s AND score < 0",
        [(vote.entry_id,) for vote in votes if vote.kind == UP],
    )


def _date_acceptance(votes: list[BroughtVote]) -> None:
    """An answer was accepted on the day of its vote of that kind, which is all that the dump tells."""
    days = {vote.entry_id: vote.cast_on for vote in votes if vote.kind == ACCEPTED}
    accepted = Entry.objects.filter(accepted__in=days).annotate(answered_at=F("accepted__created_at"))
    for question in accepted:
        question.accepted_at = max(question.answered_at, question.answered_at.replace(
            year=days[question.accepted_id].year, month=days[question.accepted_id].month, day=days[question.accepted_id].day,
        ))
        question.save(update_fields=["accepted_at"])
