"""Two accounts of one person become one."""

from datetime import datetime

from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db import transaction
from django.utils.translation import gettext as _

from slashmentor.base.errors import Refused
from slashmentor.base.permissions import allow
from slashmentor.commons.happenings import happened
from slashmentor.commons.people.actions.leave import forget_sessions
from slashmentor.commons.people.data import merge_everywhere
from slashmentor.commons.people.models import FormerHandle, Member
from slashmentor.commons.people.rules import is_host


@transaction.atomic
def merge(gone: Member, into: Member, *, by: Member | None, now: datetime) -> Member:
    """Bring everything that `gone` holds over to `into`, delete `gone`, and let its handle lead there. Returns `into`.

    No point is lost; what the two gave each other (votes, acceptance) is taken back, since nobody votes for
    themselves. A host does this (`by`). `by` None is for an imported name that a proof has shown to be the
    person's: whoever calls has seen the proof. Raises Refused.
    """
    if gone.pk == into.pk:
        raise Refused(_("That is the same account twice."))
    # In the order of their ids, so that two merges never wait for each other crosswise.
    members = {
        one.pk: one
        for one in Member.objects.select_for_update().filter(pk__in=(gone.pk, into.pk)).order_by("pk")
    }
    if len(members) < 2:
        raise Refused(_("One of the two accounts is gone already."))
    gone, into = members[gone.pk], members[into.pk]
    refuse_what_cannot_be(gone, into, by)
    handle, pk = gone.handle, gone.pk
    keys = list(UserSession.objects.filter(user=gone).values_list("session_key", flat=True))
    merge_everywhere(gone, into, now=now)
    into.refresh_from_db()
    Session.objects.filter(session_key__in=keys).delete()
    gone.delete()
    FormerHandle.objects.create(handle=handle, member=into, at=now)
    forget_sessions.later(member=pk)
    happened("members.merged", by=by, about=into, now=now, gone=handle)
    return into


def refuse_what_cannot_be(gone: Member, into: Member, by: Member | None) -> None:
    """Raises Refused as `merge` would, before anything is tried."""
    if gone.pk == into.pk:
        raise Refused(_("That is the same account twice."))
    if by is not None or gone.is_claimed:
        allow(is_host, by, or_say=_("Only those who run this instance merge accounts."))
    if gone.is_staff:
        raise Refused(_("The account of somebody who runs this instance can’t go into another one."))
    if gone.is_claimed and not into.is_claimed:
        raise Refused(
            _("An account that somebody logs in with can’t go into an imported name; the other way it can.")
        )
    if not into.is_active:
        raise Refused(_("The account that would stay is closed."))
