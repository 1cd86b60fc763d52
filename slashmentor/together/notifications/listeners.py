"""What notifications hear of (imported by apps.py)."""

from django.db.models import Q

from slashmentor.commons.happenings import hears
from slashmentor.commons.happenings.models import Happening

from . import mailing, mentoring  # noqa: F401 - mentoring for what it adds to SOURCES
from .actions import settle, tell, tell_news
from .models import Kind
from .news import SOURCES
from .notices import LISTS


@hears(*LISTS)
def tell_members(happening: Happening) -> None:
    mailing.begin(tell(happening))


@hears(*SOURCES)
def tell_news_to_members(happening: Happening) -> None:
    mailing.begin(tell_news(happening))


@hears("entry.deleted", "comment.deleted")
def settle_deleted(happening: Happening) -> None:
    """What was deleted is nothing to see; brought back, it stays seen."""
    if happening.about_kind == "questions.comment":
        gone = Q(comment=happening.about_id)
    else:
        gone = Q(entry=happening.about_id) | Q(entry__question=happening.about_id)
    settle(gone, now=happening.at)


@hears("endorsement.taken_back")
def settle_taken_back(happening: Happening) -> None:
    """What isn't said any more is nothing to see."""
    data = happening.data
    gone = Q(kind=Kind.ENDORSED, entry=happening.about_id, by=data.get("of"), member=data.get("member"))
    settle(gone, now=happening.at)
