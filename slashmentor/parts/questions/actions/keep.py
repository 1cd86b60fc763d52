from datetime import datetime

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from slashmentor.base.permissions import allow
from slashmentor.commons.people.models import Member

from .. import rules
from ..models import Bookmark, Entry, Following
from .following_up import touch


def keep(entry: Entry, *, by: Member, now: datetime) -> None:
    """Bookmark an entry, to find it again. Twice is the same as once."""
    allow(rules.can_keep, by, entry, or_say=_("Please log in to keep this."))
    with transaction.atomic():
        entry = Entry.objects.select_for_update(no_key=True).get(pk=entry.pk)
        _bookmark, new = Bookmark.objects.get_or_create(member=by, entry=entry, defaults={"at": now})
        if new:
            _count(entry, 1)


def let_go(entry: Entry, *, by: Member, now: datetime) -> None:  # noqa: ARG001 every action takes its time
    """Take the bookmark away."""
    with transaction.atomic():
        entry = Entry.objects.select_for_update(no_key=True).get(pk=entry.pk)
        deleted, _each = Bookmark.objects.filter(member=by, entry=entry).delete()
        if deleted:
            _count(entry, -1)


def follow(question: Entry, *, by: Member, now: datetime) -> None:
    """Hear what happens with a question. Twice is the same as once."""
    allow(rules.can_keep, by, question, or_say=_("Please log in to follow this."))
    Following.objects.get_or_create(member=by, question=question, defaults={"at": now})


def unfollow(question: Entry, *, by: Member, now: datetime) -> None:  # noqa: ARG001 every action takes its time
    Following.objects.filter(member=by, question=question).delete()


def _count(entry: Entry, change: int) -> None:
    Entry.objects.filter(pk=entry.pk).update(bookmark_count=F("bookmark_count") + change)
    touch(entry.question_pk)
