"""A member changes what their page says, and how the instance treats it."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from slashmentor.base.permissions import allow, refuse_until
from slashmentor.base.text.render import render
from slashmentor.commons.happenings import happened
from slashmentor.commons.people.actions.prove import settle_mark
from slashmentor.commons.people.models import Member
from slashmentor.commons.people.rules import can_change

PROFILE = (
    "name", "is_pseudonym", "pronouns", "stage", "position", "affiliation",
    "languages", "time_zone", "links", "bio",
)  # fmt: skip
SETTINGS = ("listed", "indexable", "shows_activity", "theme")

# What stands beside everything a member wrote; who keeps copies of it hears "member.renamed".
_SHOWN_EVERYWHERE = {"name", "is_pseudonym"}


@transaction.atomic
def change_profile(member: Member, *, by: Member, values: Mapping[str, Any], now: datetime) -> Member:
    """Take the new values of profile fields (others are ignored), already checked by a form."""
    allow(can_change, by, member, or_say=_("Only you can change your page."))
    refuse_until(member.suspended_until, now=now)
    changed = _take(member, values, PROFILE)
    if "bio" in changed:
        member.bio_html = render(member.bio).html
        member.save(update_fields=[*changed, "bio_html"])
    elif changed:
        member.save(update_fields=changed)
    if changed:
        happened("member.changed", by=by, about=member, now=now, fields=changed)
    if _SHOWN_EVERYWHERE & set(changed):
        settle_mark(member, now=now)
        happened("member.renamed", by=by, about=member, now=now)
    return member


@transaction.atomic
def change_settings(member: Member, *, by: Member, values: Mapping[str, Any], now: datetime) -> Member:
    """Take new values of privacy and look (others are ignored)."""
    allow(can_change, by, member, or_say=_("Only you can change your settings."))
    changed = _take(member, values, SETTINGS)
    if changed:
        member.save(update_fields=changed)
        happened("member.changed", by=by, about=member, now=now, fields=changed)
    return member


def _take(member: Member, values: Mapping[str, Any], known: tuple[str, ...]) -> list[str]:
    changed = [name for name in known if name in values and getattr(member, name) != values[name]]
    for name in changed:
        setattr(member, name, values[name])
    return changed
