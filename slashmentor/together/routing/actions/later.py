"""“Later”: a question comes back by itself when the member said."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from slashmentor.base.errors import Invalid
from slashmentor.base.permissions import allow
from slashmentor.commons.people.models import Member
from slashmentor.commons.standing.privileges import position_of, require_active
from slashmentor.parts.questions.models import Entry

from .. import rules
from ..models import Later, NotForMe
from .take_on import leave

AT_MOST = timedelta(days=90)  # later than that it is “not for me”


@transaction.atomic
def put_off(question: Entry, *, by: Member, until: datetime, now: datetime) -> None:
    """Show the question again then; said again, the new time holds. What else they said of it before ends.

    Raises Invalid for a time that is past or too far, Refused for who is suspended where the question is.
    """
    require_active(position_of(by, question.community_id), now=now)
    allow(rules.can_wave_off, by, question, or_say=_("You can’t see this question."))
    if not now < until <= now + AT_MOST:
        raise Invalid(
            {"until": _("Choose a day within the next %(days)s days.") % {"days": AT_MOST.days}},
        )
    leave(question, by=by, now=now)
    NotForMe.objects.filter(member=by, question=question).delete()
    later, new = Later.objects.select_for_update().get_or_create(
        member=by, question=question, defaults={"until": until, "at": now}
    )
    if not new and later.until != until:
        later.until, later.at = until, now
        later.save(update_fields=["until", "at"])


def bring_now(question: Entry, *, by: Member, now: datetime) -> None:
    """Take “later” back: it is shown again at once."""
    require_active(position_of(by, question.community_id), now=now)
    Later.objects.filter(member=by, question=question).delete()
