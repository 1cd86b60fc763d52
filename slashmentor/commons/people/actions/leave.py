"""Leaving, for good."""

from datetime import datetime

from allauth.account.models import EmailAddress
from allauth.usersessions.models import UserSession
from django.contrib.admin.models import LogEntry
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.models import Session
from django.db import transaction
from django.utils.translation import gettext as _

from slashmentor.base.jobs import job
from slashmentor.base.permissions import allow
from slashmentor.commons.happenings import happened
from slashmentor.commons.people import letters
from slashmentor.commons.people.data import erase_everywhere
from slashmentor.commons.people.models import Claim, Member
from slashmentor.commons.people.rules import can_leave


@job(atomic=False)
def forget_sessions(member: int) -> None:
    """Delete sessions that nobody listed (the admin's own log-in): they open nothing, but name the member."""
    for session in Session.objects.iterator(chunk_size=500):
        if session.get_decoded().get(SESSION_KEY) == str(member):
            session.delete()


@transaction.atomic
def leave(member: Member, *, by: Member, keep_words: bool = True, now: datetime) -> None:
    """Delete the account and all that is only theirs; what they wrote stays without a name, or goes too.

    One transaction: nothing is left half-way. Afterwards no row names them: sessions, addresses, second
    factors and pictures are gone, and what happened was done by nobody. A last letter says so.
    """
    allow(can_leave, by, member, or_say=_("Only you can delete your account."))
    handle, address = member.handle, letters.confirmed_addresses([member]).get(member.pk)
    erase_everywhere(member, keep_words=keep_words, now=now)
    keys = list(UserSession.objects.filter(user=member).values_list("session_key", flat=True))
    Session.objects.filter(session_key__in=keys).delete()
    addresses = set(EmailAddress.objects.filter(user=member).values_list("email", flat=True)) | {member.email}
    Claim.objects.filter(email__in=addresses).delete()
    LogEntry.objects.filter(user=member).delete()
    pk = member.pk
    member.delete()
    forget_sessions.later(member=pk)
    happened("member.left", now=now, member=pk, kept_words=keep_words)
    if address:
        letters.write(
            _("Your account is gone"),
            _("Your account @%(handle)s has been deleted. Thank you for the time you gave here.\n")
            % {"handle": handle},
            address,
        )
