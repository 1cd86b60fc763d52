"""Bounties on a question."""

from ..models import Bounty


def open_bounty(question_id: int) -> Bounty | None:
    """With who offered it at hand."""
    return Bounty.objects.filter(question=question_id, state=Bounty.State.OPEN).select_related("by").first()


def had_bounty(question_id: int) -> bool:
    """Whether one was ever offered on it."""
    return Bounty.objects.filter(question=question_id).exists()
