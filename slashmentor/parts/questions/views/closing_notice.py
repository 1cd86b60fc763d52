"""What a reader sees of votes to close: the author what would help, those with the points how many there are."""

from typing import Any

from django.http import HttpRequest

from slashmentor.base.pages.render import fragment
from slashmentor.commons.standing.privileges import Privilege

from ..advice import HELP
from ..models import Advice, Ballot, Entry, Reason
from ..queries.page import Head
from .places import Reader


def closing_piece(request: HttpRequest, head: Head, reader: Reader) -> str:
    """Above the question; "" for nearly everybody. What it shows came with the reader's own query (queries/mine.py);
    only an author who was advised costs another one.
    """
    is_author = reader.wrote(head.author_id or 0) or reader.is_persona
    sees_votes = reader.position.may(Privilege.CLOSE) or (
        is_author and reader.position.may(Privilege.SEE_CLOSE_VOTES)
    )
    purpose = Ballot.Purpose.REOPEN if head.closed_on else Ballot.Purpose.CLOSE
    votes = [vote for vote in reader.mine.ballots if vote[0] == purpose]
    advice = advice_for(head.id) if is_author and reader.mine.is_advised and not head.closed_on else []
    if not advice and not (votes and sees_votes):
        return ""
    return str(
        fragment(
            request,
            "questions/_closing.html",
            {
                "head": head,
                "advice": advice,
                "votes": votes if sees_votes else [],
                "reasons": sorted({str(Reason(reason).label) for _p, reason, _m in votes if reason}),
                "has_mine": any(is_mine for _p, _r, is_mine in votes),
                "purpose": purpose,
                "needed": reader.position.numbers.whole("close.votes"),
                "is_author": is_author,
                "token": reader.token,
            },
        )
    )


def advice_for(question_id: int) -> list[dict[str, Any]]:
    """What the author of an open question was told, by reason: the checklist, the community's own words, the other
    question.
    """
    told = Advice.objects.filter(question=question_id, settled_at=None).select_related("why", "duplicate_of")
    return [
        {
            "reason": advice.get_reason_display(),
            "points": HELP[advice.reason].points,
            "why": advice.why,
            "other": _here(advice.duplicate_of),
        }
        for advice in told.order_by("at", "pk")
    ]


def _here(question: Entry | None) -> Entry | None:
    return question if question is not None and question.deleted_at is None else None
