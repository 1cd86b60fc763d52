"""Suggested topics: a member takes one up among what they know, or says that it isn't theirs."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from slashmentor.base.permissions import allow
from slashmentor.commons.people.models import Member
from slashmentor.commons.people.rules import can_change
from slashmentor.commons.publications.models import NotMine
from slashmentor.commons.topics.expertise.actions import list_expertise
from slashmentor.commons.topics.models import Topic


@transaction.atomic
def know(member: Member, topic: Topic, *, level: str, by: Member, now: datetime) -> None:
    """List one more topic with a level; what they list already stays as it is.

    Raises what `list_expertise` does: Invalid (an unknown level, too many topics), Refused.
    """
    # The member's row is the lock, so that two tabs don't take away from one another what they add.
    locked = Member.objects.select_for_update(no_key=True).get(pk=member.pk)
    listed = dict(locked.expertise.values_list("topic__name", "level"))
    list_expertise(locked, by=by, levels={**listed, topic.name: level}, now=now)
    NotMine.objects.filter(member=member, topic=topic).delete()


def decline(member: Member, topic: Topic, *, by: Member, now: datetime) -> None:
    """Suggest it no more, however many publications are about it."""
    allow(can_change, by, member, or_say=_("Only you can say what you know."))
    NotMine.objects.get_or_create(member=member, topic=topic, defaults={"at": now})


def take_up_again(member: Member, topic: Topic, *, by: Member) -> None:
    """Suggest it again."""
    allow(can_change, by, member, or_say=_("Only you can say what you know."))
    NotMine.objects.filter(member=member, topic=topic).delete()
