"""A member's own picture instead of the letters."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from slashmentor.base.permissions import allow, refuse_until
from slashmentor.commons.happenings import happened
from slashmentor.commons.media import actions as media
from slashmentor.commons.people.models import Member
from slashmentor.commons.people.rules import can_change


@transaction.atomic
def show_picture(member: Member, *, by: Member, file: Any, now: datetime) -> None:
    """Show an uploaded file as the member's picture, cut square; Invalid when it isn't one that we take."""
    allow(can_change, by, member, or_say=_("Only you can change your picture."))
    refuse_until(member.suspended_until, now=now)
    before = member.picture
    member.picture = media.add_face(file, by=member, alt=member.shown_name, now=now)
    member.save(update_fields=["picture"])
    if before is not None and before.pk != member.picture.pk:
        media.remove(before)
    happened("member.renamed", by=by, about=member, now=now)


@transaction.atomic
def remove_picture(member: Member, *, by: Member, now: datetime) -> None:
    """Show the letters again, and delete the file."""
    allow(can_change, by, member, or_say=_("Only you can change your picture."))
    if member.picture is None:
        return
    before, member.picture = member.picture, None
    member.save(update_fields=["picture"])
    media.remove(before)
    happened("member.renamed", by=by, about=member, now=now)
