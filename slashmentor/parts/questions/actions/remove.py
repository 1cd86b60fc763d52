from datetime import datetime

from django.utils.translation import gettext as _

from slashmentor.commons.communities.numbers import numbers_in

from ..models import Comment, Entry
from ..points import settle_abuse
from .comment import record_comment_deletion
from .delete import record_deletion


def remove_as_abuse(entry: Entry, *, now: datetime) -> None:
    """Delete and lock an entry that is `locked` (locking.py) as spam or abuse, and take 100 points of its author's, once.

    Asks nobody; in the caller's transaction. Its author can't bring it back; whoever else does gives the points back.
    """
    if entry.deleted_at is None:
        record_deletion(entry, by=None, now=now)
    entry.deleted_by = None
    entry.locked_at, entry.locked_reason = entry.deleted_at, _("Deleted as spam or abuse.")
    entry.save(update_fields=["deleted_by", "locked_at", "locked_reason"])
    settle_abuse(entry, numbers=numbers_in(entry.community_id), now=now)


def remove_comment(comment: Comment, *, now: datetime) -> None:
    """Delete a locked comment as spam or abuse; twice is once. Asks nobody; in the caller's transaction."""
    if comment.deleted_at is None:
        record_comment_deletion(comment, by=None, now=now)
