"""Telling members, and marking what they have seen. `Member.unread` changes with the rows, in one transaction.

Locks are taken in one order everywhere, so that nobody waits crosswise: members by id, then their notifications.
"""

from collections import Counter
from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.db.models import F, Q

from slashmentor.commons.happenings.models import Happening
from slashmentor.commons.people.models import Member
from slashmentor.commons.safety.queries.blocks import who_blocks

from . import queries
from .models import ByMail, Kind, MailPreference, Notification
from .news import News, whats_new
from .notices import what_is_told, who_hears

BATCH = 500


@transaction.atomic
def tell(happening: Happening) -> list[Notification]:
    """Write down for everybody who should hear of it that they have something new. Twice is the same as once.

    Returns the notifications that are new.
    """
    told = what_is_told(happening)
    if told is None:
        return []
    notices = who_hears(told)
    is_open = _lock(notice.member.pk for notice in notices)
    heard = set(Notification.objects.filter(happening=happening).values_list("member_id", flat=True))
    new = [
        Notification(
            member=notice.member,
            kind=notice.kind,
            by_id=happening.by_id,
            entry=told.entry,
            comment=told.comment,
            happening=happening,
            at=happening.at,
        )
        for notice in notices
        if is_open.get(notice.member.pk) and notice.member.pk not in heard
    ]
    # Without ignore_conflicts: should another worker have been quicker, the job begins anew and finds its rows.
    created = Notification.objects.bulk_create(new, batch_size=BATCH)
    ids = [notification.member_id for notification in created]
    for start in range(0, len(ids), BATCH):
        Member.objects.filter(pk__in=ids[start : start + BATCH]).update(unread=F("unread") + 1)
    return created


@transaction.atomic
def tell_news(happening: Happening) -> list[Notification]:
    """The same for everything else that members hear of (news.py)."""
    news = {one.member_id: one for one in whats_new(happening)}
    # Of moderators' deeds everybody hears: these name nobody.
    deaf = who_blocks(happening.by_id, [pk for pk, one in news.items() if pk is not None and one.by_id])
    news = {pk: one for pk, one in news.items() if pk not in deaf}
    here = Member.objects.filter(pk__in=news, is_claimed=True).values_list("pk", flat=True)
    is_open = _lock(here)
    heard = set(Notification.objects.filter(happening=happening).values_list("member_id", flat=True))
    new = [
        Notification(
            member_id=member_id,
            kind=one.kind,
            by_id=one.by_id,
            entry=one.entry,
            community_id=one.community_id,
            data=one.data,
            happening=happening,
            at=happening.at,
        )
        for member_id, one in news.items()
        if member_id is not None
        and is_open.get(member_id)
        and member_id not in heard
        and not _waits_already(one)
    ]
    created = Notification.objects.bulk_create(new, batch_size=BATCH)
    Member.objects.filter(pk__in=[one.member_id for one in created]).update(unread=F("unread") + 1)
    return created


def _waits_already(news: News) -> bool:
    """The very same is there unseen: advice given twice, or notes of several readers, are one thing to look at.

    That reputation opens something is news once, however often points come and go.
    """
    same = Notification.objects.filter(
        member=news.member_id, kind=news.kind, entry=news.entry, community=news.community_id, data=news.data
    )
    if news.kind == Kind.PRIVILEGE:
        return same.exists()
    return news.entry is not None and same.unseen().exists()


def see_all(member: Member, *, now: datetime) -> int:
    """The member has seen everything that is there now; how much of it was new."""
    return _see(member, Q(), now)


def see(member: Member, notification_id: int, *, now: datetime) -> int:
    """The member has seen one; somebody else's, or one that isn't there, counts nothing."""
    return _see(member, Q(pk=notification_id), now)


def see_question(member: Member, question_id: int, *, until: datetime, now: datetime) -> int:
    """The member has read a question's page as it was at `until`, with all that stood on it."""
    on_it = Q(entry=question_id) | Q(entry__question=question_id)
    return _see(member, on_it & Q(at__lte=until), now)


def see_request(member: Member, request_id: int, *, until: datetime, now: datetime) -> int:
    """The member has read the page of a request to a mentor as it was at `until`."""
    about = Q(kind__in=[Kind.REQUESTED, Kind.REQUEST], data__request=request_id)
    return _see(member, about & Q(at__lte=until), now)


@transaction.atomic
def settle(about: Q, *, now: datetime) -> int:
    """Nobody has to see what is told about things that go or are hidden; their counts say so at once."""
    waiting = Notification.objects.unseen().filter(about)
    locked = _lock(waiting.values_list("member_id", flat=True).distinct())
    rows = list(waiting.filter(member__in=list(locked)).values_list("pk", "member_id"))
    for start in range(0, len(rows), BATCH):
        ids = [pk for pk, _member in rows[start : start + BATCH]]
        Notification.objects.filter(pk__in=ids).update(seen_at=now)
    for member_id, number in sorted(Counter(member for _pk, member in rows).items()):
        Member.objects.filter(pk=member_id).update(unread=F("unread") - number)
    return len(rows)


def choose_mail(member: Member, by_mail: ByMail) -> None:
    """How this member wants to hear by e-mail from now on."""
    MailPreference.objects.update_or_create(member=member, defaults={"by_mail": by_mail})


def mend_counts() -> int:
    """Set right every count that isn't what it counts; how many these were (0, unless somebody wrote past us)."""
    mended = 0
    for member_id in queries.miscounted():
        with transaction.atomic():
            _lock([member_id])
            unread = Notification.objects.unseen().filter(member=member_id).count()
            mended += Member.objects.filter(pk=member_id).exclude(unread=unread).update(unread=unread)
    return mended


def _see(member: Member, which: Q, now: datetime) -> int:
    mine = Notification.objects.unseen().filter(which, member=member)
    # Most pages are read without anything new on them, and then nothing has to be written.
    if not mine.exists():
        return 0
    with transaction.atomic():
        _lock([member.pk])
        seen = mine.update(seen_at=now)
        Member.objects.filter(pk=member.pk).update(unread=F("unread") - seen)
    return seen


def _lock(member_ids: Iterable[int]) -> dict[int, bool]:
    """Lock the members' counts until the transaction ends; which of them have an open account."""
    locked = Member.objects.filter(pk__in=list(member_ids)).order_by("pk").select_for_update(no_key=True)
    return dict(locked.values_list("pk", "is_active"))
