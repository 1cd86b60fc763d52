"""What this app holds of a member, for their export and for their leaving."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.db.models import Q

from slashmentor.commons.people.data import erases, exports, merges, moves
from slashmentor.commons.people.models import Member

from .actions import settle
from .models import MailPreference, Notification
from .words import words_of

moves("notifications.notification.by")


@exports("notifications")
def notifications_of(member: Member) -> dict[str, Any]:
    """What they were told, oldest first, in the words that they can still read; and how we write to them."""
    preference = MailPreference.objects.filter(member=member).first()
    told = Notification.objects.with_all_it_shows().filter(member=member).order_by("pk")
    return {
        "by_mail": preference.by_mail if preference else "daily",
        "last_digest": _iso(preference.digest_sent_at) if preference else None,
        "told": [_told(notification) for notification in told.iterator(chunk_size=500)],
    }


# First of all: once entries are gone, nobody knows any more whose count they were in.
@erases("notifications", order=1)
def erase_notifications(member: Member, *, keep_words: bool, now: datetime) -> None:
    """What others were told about this member's words goes with them; their own rows go with their account."""
    if keep_words:
        return
    settle(Q(entry__author=member) | Q(entry__question__author=member) | Q(comment__author=member), now=now)


@merges("notifications.notification.member", "notifications.mailpreference.member")
def merge_notifications(gone: Member, into: Member, *, now: datetime) -> None:  # noqa: ARG001 - the registry's signature
    """What either was told, each happening once; they are written to as the account that stays chose."""
    theirs = Notification.objects.filter(member=gone)
    heard = Notification.objects.filter(member=into, happening__isnull=False)
    theirs.filter(happening__in=heard.values("happening")).delete()
    theirs.update(member=into)
    Member.objects.filter(pk=into.pk).update(unread=Notification.objects.unseen().filter(member=into).count())
    MailPreference.objects.filter(member=gone).delete()


def _told(notification: Notification) -> dict[str, Any]:
    words = words_of(notification)
    return {
        "kind": notification.kind,
        "words": words.plain(),
        "url": settings.SITE_URL + words.address if words.address else None,
        "at": _iso(notification.at),
        "seen_at": _iso(notification.seen_at),
        "mailed_at": _iso(notification.mailed_at),
    }


def _iso(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None
