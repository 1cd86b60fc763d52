from datetime import datetime

from django.utils.translation import gettext as _

from slashmentor.base.errors import Refused
from slashmentor.commons.people.models import Member

from ..models import Block


def block(member: Member, *, by: Member, now: datetime) -> Block:
    """Have nothing brought to `by` from a member any more, nor to them from `by`. Twice is the same as once.

    Nobody is told, so nothing happened that others could hear of. Open in a suspension: it is a setting, and writes
    nothing that others read. Raises Refused for oneself.
    """
    if member.pk == by.pk:
        raise Refused(_("That is you. Nobody blocks themself."))
    made, _new = Block.objects.get_or_create(by=by, member=member, defaults={"at": now})
    return made


def unblock(member: Member, *, by: Member) -> None:
    """Take a block back. Twice is the same as once."""
    Block.objects.filter(by=by, member=member).delete()
