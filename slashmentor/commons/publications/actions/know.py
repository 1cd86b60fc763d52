"""Suggested topics: a member takes one up among what they know, or says that it isn't theirs."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from slashmentor.base.permissions import allow
from slashmentor.commons.people.models import Member
from slashmentor.commons.people.rules import can_change
from slashmentor.commons.publications.models import NotMine
from slashmentor.commons.topics.expertise.actions import change_expertise
from slashmentor.commons.topics.models import Topic


@transaction.atomic
def know(member: Member, topic: Topic, *, level: str, by: Member, now: datetime) -> None:
    """List one more topic with a level; one that they list already keeps its own.

    Raises what `change_expertise` does: Invalid (an unknown level, too many topics), Refused.
    """
    change_expertise(member, by=by, added={topic.name: level}, now=now)
    NotMine.objects.filter(member=member, topic=topic).delete()


def decline(member: Member, topic: Topic, *, by: Member, now: datetime) -> None:
    """Suggest it no more, however many publications are about it."""
    allow(can_change, by, member, or_say=_("Only you can say what you know."))
    NotMine.objects.get_or_create(member=member, topic=topic, defaults={"at": now})


def take_up_again(member: Member, topic: Topic, *, by: Member) -> None:
    """Suggest it again."""
    allow(can_change, by, member, or_say=_("Only you can say what you know."))
    NotMine.objects.filter(member=member, topic=topic).delete()
