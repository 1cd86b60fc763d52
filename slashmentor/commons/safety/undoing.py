"""What becomes of a decision that an appeal proves wrong."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from slashmentor.commons.people.models import Member

from .actions.suspend import end
from .flaggable import kind_of
from .models import Decision
from .verbs import verb


def bring_back(decision: Decision, *, by: Member, now: datetime) -> None:
    """The post is there again, with the points that its deletion took."""
    how = kind_of(decision.about_kind)
    if how is not None and decision.about is not None:
        how.restore(how.locked(decision.about.pk), by=by, now=now)


def lift_it(decision: Decision, *, by: Member, now: datetime) -> None:
    """The suspension of this decision ends now."""
    end(decision.suspension, by=by, now=now)


verb("post.removed", _("Deleted a post as spam or abuse"), undo=bring_back)
verb("post.deleted", _("Deleted a post"), undo=bring_back)
verb("member.suspended", _("Suspended a member"), undo=lift_it)
