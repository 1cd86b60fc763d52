from datetime import datetime

from django.db import transaction

from slashmentor.commons.communities.models import Community
from slashmentor.commons.people.models import Member

from ..gates import require_moderator
from ..models import MemberNote
from .record import checked_words, refuse


def add_note(
    member: Member, *, community: Community | None, words: str, by: Member, now: datetime
) -> MemberNote:
    """Write down about a member what the other moderators of a community (None: the hosts) should know."""
    errors: dict[str, str] = {}
    words = checked_words(words, errors, least=5)
    with transaction.atomic():
        require_moderator(by, community.pk if community is not None else None, now=now)
        refuse(errors)
        return MemberNote.objects.create(member=member, community=community, by=by, words=words, at=now)
