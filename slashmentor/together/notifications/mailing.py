"""Letters about notifications: at once, or once a day at eight in the morning of whoever reads them."""

from collections.abc import Iterable
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.db import transaction
from django.db.models import Min, Q, QuerySet

from slashmentor.base.jobs import every, job
from slashmentor.commons.people.letters import confirmed_addresses
from slashmentor.commons.people.models import Member
from slashmentor.together.routing.models import Wishes
from slashmentor.together.routing.quiet import quiet_ends

from . import letters, post
from .models import ByMail, MailPreference, Notification
from .words import is_there

HOUR = time(8)
# A letter about something older would be no news: what an import brought, what waited for a worker for days.
NEWS = timedelta(days=2)
# The same for a digest, which waits for the morning, and longer where the worker stood still.
NEWS_OF_A_DIGEST = timedelta(days=7)


def begin(notifications: Iterable[Notification]) -> None:
    """Have letters sent to those of them who want to hear at once; in the caller's transaction."""
    new = {notification.member_id: notification.pk for notification in notifications}
    at_once = MailPreference.objects.filter(member__in=list(new), by_mail=ByMail.AT_ONCE)
    send_at_once.later_many(
        {"notification": new[member_id]} for member_id in at_once.values_list("member_id", flat=True)
    )


@job(atomic=False)
def send_at_once(notification: int, *, now: datetime) -> None:
    """Send the letter about one notification, at most once (post.py), unless it was seen by now.

    In their quiet hours it waits for the end of them.
    """
    found = Notification.objects.with_all_it_shows().select_related("member").filter(pk=notification).first()
    if found is None or not is_there(found) or _wish_of(found.member) != ByMail.AT_ONCE:
        return
    address = confirmed_addresses([found.member]).get(found.member_id)
    if address is None or found.at < now - NEWS:
        return
    if (wakes := _quiet_until(found.member, now)) is not None:
        send_at_once.later(notification=notification, at=wakes)
        return
    this = Notification.objects.filter(pk=found.pk)
    if not this.filter(mailed_at=None, seen_at=None).update(mailed_at=now):
        return
    try:
        post.hand_over(letters.about_one(found, to=address))
    except post.NotTaken:
        this.filter(mailed_at=now).update(mailed_at=None)
        raise


# Time zones differ by quarters of an hour.
@every(minutes=15)
@job()
def send_digests(*, now: datetime) -> None:
    """Find those whose morning it is and who have something unseen from before it."""
    waiting = (
        _for_a_digest(now)
        .filter(member__is_active=True, member__is_claimed=True)
        .filter(Q(member__mail_preference=None) | Q(member__mail_preference__by_mail=ByMail.DAILY))
        .values("member", "member__time_zone", "member__mail_preference__digest_sent_at")
        .annotate(first=Min("at"))
    )
    for row in waiting:
        eight = this_morning(row["member__time_zone"], now)
        sent = row["member__mail_preference__digest_sent_at"]
        if row["first"] <= eight <= now and (sent is None or sent < eight):
            send_digest.later(member=row["member"], key=f"digest:{row['member']}")


@job(atomic=False)
def send_digest(member: int, *, now: datetime) -> None:
    """Send one member what waits for them, at most one letter a morning (post.py)."""
    reader = Member.objects.filter(pk=member, is_active=True).first()
    address = confirmed_addresses([reader]).get(member) if reader else None
    if reader is None or address is None or _wish_of(reader) != ByMail.DAILY:
        return
    before = _claim_morning(reader, now)
    if before is None:
        return
    rows = Notification.objects.with_all_it_shows().filter(member=reader, mailed_at=now).order_by("-pk")
    told = [row for row in rows if is_there(row)]
    if not told:
        return
    try:
        post.hand_over(letters.of_the_day(reader, told, to=address, now=now))
    except post.NotTaken:
        with transaction.atomic():
            MailPreference.objects.filter(member=reader, digest_sent_at=now).update(
                digest_sent_at=before.digest_sent_at
            )
            Notification.objects.filter(member=reader, mailed_at=now).update(mailed_at=None)
        raise


def this_morning(time_zone: str, now: datetime) -> datetime:
    """Eight o'clock of the day that it is there."""
    here = now.astimezone(ZoneInfo(time_zone))
    return datetime.combine(here.date(), HOUR, tzinfo=here.tzinfo)


@transaction.atomic
def _claim_morning(reader: Member, now: datetime) -> MailPreference | None:
    """Make this morning's digest ours, with what it tells (`mailed_at` = now); None when there is nothing to claim.

    Returns the preference as it was before.
    """
    eight = this_morning(reader.time_zone, now)
    if now < eight:  # tried again after midnight: that waits for the next morning
        return None
    preference, _new = MailPreference.objects.get_or_create(member=reader)
    free = Q(digest_sent_at=None) | Q(digest_sent_at__lt=eight)
    if not MailPreference.objects.filter(free, pk=preference.pk).update(digest_sent_at=now):
        return None
    if not _for_a_digest(now).filter(member=reader).update(mailed_at=now):
        return None
    return preference


def _for_a_digest(now: datetime) -> QuerySet[Notification]:
    return Notification.objects.unseen().filter(mailed_at=None, at__gte=now - NEWS_OF_A_DIGEST)


def _wish_of(member: Member) -> str:
    found = MailPreference.objects.filter(member=member).values_list("by_mail", flat=True).first()
    return found or ByMail.DAILY


def _quiet_until(member: Member, now: datetime) -> datetime | None:
    wishes = Wishes.objects.filter(member=member, quiet_from__isnull=False).first()
    if wishes is None:
        return None
    return quiet_ends(wishes.quiet_from, wishes.quiet_until, time_zone=member.time_zone, now=now)
