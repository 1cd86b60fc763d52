"""What changes whom a question fits (imported by apps.py)."""

from typing import Any

from slashmentor.commons.happenings import hears

from ..models import Fit
from .jobs import refit, route
from .rebuilding import rebuild


@hears("question.asked")
def route_new(happening: Any) -> None:
    route.later(question_id=happening.about_id, tells=True, key=f"route:{happening.about_id}")


@hears("question.edited", "question.reopened", "entry.undeleted")
def route_again(happening: Any) -> None:
    """What it is about changed, or it waits again. Nobody is told anew."""
    entry = happening.about
    if entry is not None and entry.is_question:
        route.later(question_id=entry.pk, key=f"route again:{entry.pk}")


@hears("question.closed", "entry.deleted")
def fits_nobody(happening: Any) -> None:
    """At once: what is closed or hidden is brought to nobody."""
    Fit.objects.filter(question=happening.about_id).delete()


@hears("question.answered", "publications.brought", "publications.changed", "expertise.changed")
def refit_who_did(happening: Any) -> None:
    """Their list changes at once."""
    member_id = happening.about_id if happening.about_kind == "people.member" else happening.by_id
    _later(member_id)


@hears("endorsement.given", "endorsement.taken_back", "endorsement.hidden", "endorsement.shown")
def refit_whom_it_is_of(happening: Any) -> None:
    endorsement = happening.about
    _later(happening.data.get("member") or getattr(endorsement, "member_id", None))


@hears("members.merged")
def refit_as_one(happening: Any) -> None:
    _later(happening.about_id)


@hears("community.imported")
def learn_anew(happening: Any) -> None:  # noqa: ARG001 - it is the same for any
    rebuild.later(key="routing:rebuild")


def _later(member_id: int | None) -> None:
    if member_id is not None:
        refit.later(member_id=member_id, key=f"refit:{member_id}")
