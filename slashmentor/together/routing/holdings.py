"""What this app holds of a member; their rows go with their account."""

from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from slashmentor.commons.people.data import bring_once, exports, merges, merges_once, moves
from slashmentor.commons.people.models import Member

from .models import Declined, Fit, Invitation, Later, NotForMe, TakenOn, Told, Wishes

moves("routing.tuning.by", "routing.trial.by")


@exports("not_for_me")
def waved_off(member: Member) -> list[dict[str, Any]]:
    """The questions that they said are not for them."""
    return _questions(NotForMe, member)


@exports("routing")
def brought(member: Member) -> dict[str, Any]:
    """What they wish to be brought, what they said of it, and what they were told of."""
    wishes = Wishes.objects.filter(member=member).first()
    return {
        "wishes": wishes
        and {
            "weekly": wishes.weekly,
            "is_asked": wishes.is_asked,
            "quiet_from": wishes.quiet_from and wishes.quiet_from.isoformat(),
            "quiet_until": wishes.quiet_until and wishes.quiet_until.isoformat(),
            "rests_until": wishes.rests_until and wishes.rests_until.isoformat(),
        },
        "declined_topics": [
            {"topic": one.topic.name, "until": one.until and one.until.isoformat(), "at": one.at.isoformat()}
            for one in Declined.objects.filter(member=member).select_related("topic").order_by("pk")
        ],
        "later": _questions(Later, member),
        "taken_on": _questions(TakenOn, member),
        "told_of": [
            {"question": one.question.title, "at": one.at.isoformat(), "why": one.facts}
            for one in Told.objects.filter(member=member).select_related("question").order_by("pk")
            if one.question.deleted_at is None
        ],
        "passed_on": _invitations(Invitation.objects.filter(by=member), "to"),
        "invited_to": _invitations(Invitation.objects.filter(to=member), "by"),
    }


# One word of each kind for a question or topic.
merges_once("routing.notforme.member", each="question")
merges_once("routing.later.member", each="question")
merges_once("routing.takenon.member", each="question")
merges_once("routing.told.member", each="question")
merges_once("routing.declined.member", each="topic")


@merges("routing.wishes.member")
def merge_wishes(gone: Member, into: Member, *, now: datetime) -> None:  # noqa: ARG001
    """The account that stays keeps its own; without any, it takes the other's."""
    if not Wishes.objects.filter(member=into).exists():
        Wishes.objects.filter(member=gone).update(member=into)


@merges("routing.fit.member")
def merge_fits(gone: Member, into: Member, *, now: datetime) -> None:  # noqa: ARG001
    """They are worked out anew, from what both did."""
    Fit.objects.filter(member__in=(gone, into)).delete()


@merges("routing.invitation.by", "routing.invitation.to")
def merge_invitations(gone: Member, into: Member, *, now: datetime) -> None:  # noqa: ARG001
    """Nobody is invited by themselves, nor twice."""
    Invitation.objects.filter(by=gone, to=into).delete()
    Invitation.objects.filter(by=into, to=gone).delete()
    bring_once("routing.invitation.to", gone, into, each="question")
    Invitation.objects.filter(by=gone).update(by=into)


def _invitations(found: QuerySet[Invitation], other: str) -> list[dict[str, Any]]:
    """With the handle of whoever is on the `other` side."""
    return [
        {
            "question": one.question.title,
            other: getattr(one, other).handle,
            "words": one.words,
            "at": one.at.isoformat(),
        }
        for one in found.select_related("question", other).order_by("pk")
        if one.question.deleted_at is None
    ]


def _questions(kind: Any, member: Member) -> list[dict[str, Any]]:
    rows = kind.objects.filter(member=member).select_related("question").order_by("pk")
    return [
        {"question": row.question.title, "at": row.at.isoformat()}
        for row in rows
        if row.question.deleted_at is None
    ]
