"""How much of others' questions a member wants, when, and when none at all.

Like other settings this stays open to who is suspended: it is about themselves alone.
"""

from datetime import datetime, time, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from slashmentor.base.errors import Invalid
from slashmentor.base.permissions import allow
from slashmentor.commons.people.models import Member

from .. import rules
from ..models import MOST_A_WEEK, UNTIL_BACK, Wishes

LONGEST_REST = timedelta(days=366)


@transaction.atomic
def wish(
    member: Member,
    *,
    by: Member,
    weekly: int,
    is_asked: bool,
    quiet_from: time | None = None,
    quiet_until: time | None = None,
    now: datetime,  # noqa: ARG001 every action takes its time
) -> Wishes:
    """Take their limits: questions a week, whether they are told at once, and when it has to be quiet.

    Raises Invalid by field (`weekly`, `quiet_from`, `quiet_until`), Refused for anybody else.
    """
    allow(rules.is_oneself, by, member, or_say=_("Only you can say what reaches you."))
    errors = {}
    if not 0 <= weekly <= MOST_A_WEEK:
        errors["weekly"] = _("From 0 to %(most)s questions a week.") % {"most": MOST_A_WEEK}
    if (quiet_from is None) != (quiet_until is None):
        missing = "quiet_from" if quiet_from is None else "quiet_until"
        errors[missing] = _("Quiet hours have a beginning and an end.")
    elif quiet_from is not None and quiet_from == quiet_until:
        errors["quiet_until"] = _("Choose an end that isn’t the beginning.")
    if errors:
        raise Invalid(errors)
    wishes = _locked(member)
    wishes.weekly, wishes.is_asked = weekly, is_asked
    wishes.quiet_from, wishes.quiet_until = quiet_from, quiet_until
    wishes.save(update_fields=["weekly", "is_asked", "quiet_from", "quiet_until"])
    return wishes


@transaction.atomic
def rest(member: Member, *, by: Member, until: datetime | None = None, now: datetime) -> None:
    """Bring them nothing until then, or (None) until they say that they are back.

    Raises Invalid (`until`) for a time that is past or more than a year away, Refused for anybody else.
    """
    allow(rules.is_oneself, by, member, or_say=_("Only you can say what reaches you."))
    if until is not None and not now < until <= now + LONGEST_REST:
        raise Invalid({"until": _("Choose a day in the year to come.")})
    wishes = _locked(member)
    wishes.rests_until = until or UNTIL_BACK
    wishes.save(update_fields=["rests_until"])


@transaction.atomic
def come_back(member: Member, *, by: Member, now: datetime) -> None:  # noqa: ARG001 every action takes its time
    """End the rest; without one nothing changes."""
    allow(rules.is_oneself, by, member, or_say=_("Only you can say what reaches you."))
    Wishes.objects.filter(member=member).update(rests_until=None)


def _locked(member: Member) -> Wishes:
    found, _new = Wishes.objects.select_for_update().get_or_create(member=member)
    return found
