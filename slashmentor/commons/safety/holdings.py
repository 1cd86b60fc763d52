"""What safety holds of a member, for their export and for their leaving.

In the export stand their own flags with the answers, what was decided about them, their appeals, and what moderators
noted about them (in words, without the moderator's name), and whom they blocked. What others flagged of theirs, and who
blocked them, doesn't: it could tell who did.
"""

from datetime import datetime
from typing import Any

from slashmentor.commons.people.data import erases, exports
from slashmentor.commons.people.models import Member

from .models import Appeal, Block, Decision, Flag, MemberNote, Suspension


@exports("safety")
def safety_of(member: Member) -> dict[str, Any]:
    return {
        "flags": list(
            Flag.objects.filter(by=member)
            .order_by("pk")
            .values(
                "about_kind",
                "about_id",
                "community__slug",
                "harm",
                "words",
                "at",
                "outcome",
                "answer",
                "decided_at",
            )
        ),
        "decisions": list(
            Decision.objects.filter(member=member)
            .order_by("pk")
            .values("verb", "community__slug", "reason", "words", "at", "undone_at")
        ),
        "suspensions": list(
            Suspension.objects.filter(member=member)
            .order_by("pk")
            .values("community__slug", "words", "began_at", "until", "lifted_at")
        ),
        "appeals": list(
            Appeal.objects.filter(by=member)
            .order_by("pk")
            .values("decision_id", "words", "at", "upheld", "answer", "decided_at")
        ),
        "notes": list(
            MemberNote.objects.filter(member=member).order_by("pk").values("community__slug", "words", "at")
        ),
        "blocks": list(Block.objects.filter(by=member).order_by("pk").values("member__handle", "at")),
    }


@erases("safety", order=60)
def erase_safety(member: Member, *, keep_words: bool, now: datetime) -> None:  # noqa: ARG001 - the registry's signature
    """Their flags lose name and words, but still count; decisions stay as the redacted lines that they are."""
    Flag.objects.filter(by=member).update(words="", answer="")
    Decision.objects.filter(member=member).update(words="")
