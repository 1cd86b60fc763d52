"""What an instance holds of a member's requests: how it goes out, how it goes away, and when two accounts become one."""

from datetime import datetime

from django.db.models import Q

from slashmentor.commons.people.data import merges
from slashmentor.commons.people.models import Member

from .models import Request


@merges("mentorships.request.by", "mentorships.request.mentor", order=50)
def merge_requests(gone: Member, into: Member, *, now: datetime) -> None:
    """Nobody asks themselves; of two open requests between the same two, the one of the account that stays goes on."""
    Request.objects.filter(Q(by=gone, mentor=into) | Q(by=into, mentor=gone)).delete()
    for mine, other in (("by", "mentor"), ("mentor", "by")):
        theirs = Request.objects.filter(**{mine: gone})
        twice = Request.objects.open().filter(**{mine: into}).exclude(**{other: None}).values(other)
        theirs.open().filter(**{f"{other}__in": twice}).update(
            state=Request.State.WITHDRAWN, decided_at=now, ends_at=None
        )
        theirs.update(**{mine: into})
