from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from slashmentor.base.errors import Refused
from slashmentor.commons.communities.models import Community, Moderator
from slashmentor.commons.happenings import happened
from slashmentor.commons.people.models import Member
from slashmentor.commons.standing.ledger import locked_standing
from slashmentor.commons.standing.models import Standing

from ..gates import require_moderator
from ..models import Suspension
from .record import checked_reason, checked_words, record, refuse

DAYS = range(1, 366)
# The same form sent again within this time is the same decision.
_AGAIN = timedelta(minutes=10)


def suspend(
    member: Member,
    *,
    community: Community | None,
    days: int,
    reason: str,
    words: str,
    by: Member,
    now: datetime,
) -> Suspension:
    """Let a member write nothing in a community (None: anywhere) for a time; they read why, and can appeal.

    Moderators for their community, hosts anywhere. `reason` is public, without a name; `words` are for the member. One
    that runs already gives way to the new one; the same sent twice is once. Raises Refused (oneself, a host, a
    moderator unless a host does it), or Invalid.
    """
    errors: dict[str, str] = {}
    if days not in DAYS:
        errors["days"] = _("Between 1 and 365 days.")
    reason = checked_reason(reason, errors)
    words = checked_words(words, errors, least=20)
    community_id = community.pk if community is not None else None
    with transaction.atomic():
        require_moderator(by, community_id, now=now)
        member = Member.objects.select_for_update(no_key=True).get(pk=member.pk)
        _refuse_whom_nobody_suspends(member, by)
        refuse(errors)
        running = _running(member, community_id, now)
        same = running.filter(
            began_at__gt=now - _AGAIN, words=words, decision__by=by, decision__reason=reason
        ).first()
        if same is not None and same.until - same.began_at == timedelta(days=days):
            return same
        running.update(lifted_at=now)
        decision = record(
            "member.suspended",
            about=member,
            member=member,
            community_id=community_id,
            reason=reason,
            by=by,
            now=now,
        )
        suspension = Suspension.objects.create(
            member=member,
            community=community,
            decision=decision,
            words=words,
            began_at=now,
            until=now + timedelta(days=days),
        )
        _pause(member, community_id, suspension.until)
        happened("member.suspended", by=by, about=suspension, now=now)
    return suspension


def lift(suspension: Suspension, *, by: Member, reason: str, now: datetime) -> None:
    """End a suspension before its time; twice is the same as once. Raises Refused or Invalid."""
    errors: dict[str, str] = {}
    reason = checked_reason(reason, errors)
    refuse(errors)
    with transaction.atomic():
        require_moderator(by, suspension.community_id, now=now)
        if suspension.member_id == by.pk:
            raise Refused(_("Somebody else decides about your own account."))
        if end(suspension, by=by, now=now):
            record(
                "member.unsuspended",
                about=suspension.member,
                member=suspension.member,
                community_id=suspension.community_id,
                reason=reason,
                by=by,
                now=now,
            )


def end(suspension: Suspension, *, by: Member | None, now: datetime) -> bool:
    """Let them write again, now; whether it still ran. Asks nobody; in the caller's transaction."""
    member = Member.objects.select_for_update(no_key=True).get(pk=suspension.member_id)
    suspension = Suspension.objects.select_for_update().get(pk=suspension.pk)
    if suspension.lifted_at is not None or suspension.until <= now:
        return False
    suspension.lifted_at = now
    suspension.save(update_fields=["lifted_at"])
    left = _running(member, suspension.community_id, now).order_by("-until").first()
    _pause(member, suspension.community_id, left.until if left is not None else None)
    happened("member.unsuspended", by=by, about=suspension, now=now)
    return True


def _running(member: Member, community_id: int | None, now: datetime) -> QuerySet[Suspension]:
    return Suspension.objects.filter(member=member, community=community_id, lifted_at=None, until__gt=now)


def _pause(member: Member, community_id: int | None, until: datetime | None) -> None:
    """What every action asks (`require_active`), kept beside the reason for it."""
    if community_id is None:
        Member.objects.filter(pk=member.pk).update(suspended_until=until)
        return
    standing = locked_standing(member.pk, community_id)
    Standing.objects.filter(pk=standing.pk).update(suspended_until=until)


def _refuse_whom_nobody_suspends(member: Member, by: Member) -> None:
    if member.pk == by.pk:
        raise Refused(_("You can’t suspend yourself."))
    if member.is_staff:
        raise Refused(_("Those who run this instance can’t be suspended."))
    if not by.is_staff and Moderator.objects.filter(member=member).exists():
        raise Refused(_("Only those who run this instance can suspend a moderator."))
