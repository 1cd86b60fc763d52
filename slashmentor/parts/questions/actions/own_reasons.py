"""A community's own reasons why something is off-topic there: its moderators add, change and retire them."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from slashmentor.base.errors import Invalid, Refused
from slashmentor.base.text.characters import tidy
from slashmentor.commons.communities.models import Community
from slashmentor.commons.happenings import happened
from slashmentor.commons.people.models import Member
from slashmentor.commons.standing.privileges import position_of, require_active

from ..models import CloseReason

MOST = 12  # more than one can choose from at a glance


def add_reason(
    community: Community, *, name: str, advice: str = "", by: Member, now: datetime
) -> CloseReason:
    """A new reason. Raises Refused for who isn't a moderator here, Invalid for the words or one reason too many."""
    with transaction.atomic():
        # Locked, so that two at once don't become one too many.
        community = Community.objects.select_for_update(no_key=True).get(pk=community.pk)
        _require_moderator(community, by, now)
        if CloseReason.objects.filter(community=community, retired_at=None).count() >= MOST:
            raise Invalid({"name": _("Twelve reasons are enough to choose from. Retire one first.")})
        name, advice = _checked(community, name, advice, None)
        reason = CloseReason.objects.create(community=community, name=name, advice=advice, added_at=now)
        happened("community.settled", by=by, about=community, now=now, changed=["close_reasons"])
    return reason


def change_reason(reason: CloseReason, *, name: str, advice: str, by: Member, now: datetime) -> CloseReason:
    """Other words for the same reason, on the questions that were closed for it too. Raises as `add_reason`."""
    with transaction.atomic():
        reason = CloseReason.objects.select_for_update().select_related("community").get(pk=reason.pk)
        _require_moderator(reason.community, by, now)
        name, advice = _checked(reason.community, name, advice, reason)
        if (name, advice) != (reason.name, reason.advice):
            reason.name, reason.advice = name, advice
            reason.save(update_fields=["name", "advice"])
            happened("community.settled", by=by, about=reason.community, now=now, changed=["close_reasons"])
    return reason


def retire_reason(reason: CloseReason, *, by: Member, now: datetime) -> None:
    """Nothing is closed for it any more; what was, keeps its words. Twice is the same as once."""
    with transaction.atomic():
        reason = CloseReason.objects.select_for_update().select_related("community").get(pk=reason.pk)
        _require_moderator(reason.community, by, now)
        if reason.retired_at is None:
            reason.retired_at = now
            reason.save(update_fields=["retired_at"])
            happened("community.settled", by=by, about=reason.community, now=now, changed=["close_reasons"])


def _require_moderator(community: Community, by: Member, now: datetime) -> None:
    position = position_of(by, community.pk)
    require_active(position, now=now)
    if not position.looks_after:
        raise Refused(_("Only its moderators can change this community’s reasons."))


def _checked(community: Community, name: str, advice: str, reason: CloseReason | None) -> tuple[str, str]:
    name, advice = " ".join(tidy(name).split()), tidy(advice).strip()
    errors = {}
    if not name:
        errors["name"] = _("Say in a few words what is off-topic.")
    elif len(name) > 120:
        errors["name"] = _("A reason has at most 120 characters.")
    others = CloseReason.objects.filter(community=community, name=name, retired_at=None)
    if reason is not None:
        others = others.exclude(pk=reason.pk)
    if others.exists():
        errors["name"] = _("There is a reason of that name already.")
    if len(advice) > 600:
        errors["advice"] = _("The advice has at most 600 characters.")
    if errors:
        raise Invalid(errors)
    return name, advice
