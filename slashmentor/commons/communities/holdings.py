"""What becomes of looking after communities when two accounts become one."""

from datetime import datetime

from slashmentor.commons.people.data import merges
from slashmentor.commons.people.models import Member

from .models import Moderator


@merges("communities.moderator.member")
def merge_moderators(gone: Member, into: Member, *, now: datetime) -> None:  # noqa: ARG001 - the registry's signature
    theirs = Moderator.objects.filter(member=gone)
    theirs.filter(community__in=Moderator.objects.filter(member=into).values("community")).delete()
    theirs.update(member=into)
