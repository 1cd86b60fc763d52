"""“Not for me”: a question or a topic stays away. Only the member knows."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from slashmentor.base.permissions import allow, refuse_until
from slashmentor.commons.people.models import Member
from slashmentor.commons.standing.privileges import position_of, require_active
from slashmentor.commons.topics.models import Topic
from slashmentor.parts.questions.models import Entry

from .. import rules
from ..models import Declined, Later, NotForMe
from .take_on import leave

FOR_A_WHILE = timedelta(days=30)


@transaction.atomic
def wave_off(question: Entry, *, by: Member, now: datetime) -> None:
    """Say that a question is not for them. Twice is the same as once. What they said of it before ends.

    Raises Refused for who is suspended where it is.
    """
    require_active(position_of(by, question.community_id), now=now)
    allow(rules.can_wave_off, by, question, or_say=_("You can’t see this question."))
    leave(question, by=by, now=now)
    NotForMe.objects.get_or_create(member=by, question=question, defaults={"at": now})
    Later.objects.filter(member=by, question=question).delete()


def bring_back(question: Entry, *, by: Member, now: datetime) -> None:
    """Take “not for me” back. Without one nothing changes."""
    require_active(position_of(by, question.community_id), now=now)
    NotForMe.objects.filter(member=by, question=question).delete()


@transaction.atomic
def decline(topic: Topic, *, by: Member, until: datetime | None = None, now: datetime) -> Declined:
    """Bring them nothing about a topic any more: for good, or until then.

    Said again it holds as it is said now; saying the same changes nothing. Raises Refused for who is suspended
    everywhere.
    """
    refuse_until(by.suspended_until, now=now)
    declined, new = Declined.objects.select_for_update().get_or_create(
        member=by, topic=topic, defaults={"until": until, "at": now}
    )
    if not new and declined.until != until:
        declined.until, declined.at = until, now
        declined.save(update_fields=["until", "at"])
    return declined


def show_again(topic: Topic, *, by: Member, now: datetime) -> None:
    """Questions about the topic may come again."""
    refuse_until(by.suspended_until, now=now)
    Declined.objects.filter(member=by, topic=topic).delete()
