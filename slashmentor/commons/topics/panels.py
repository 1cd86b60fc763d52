"""What topics show on pages of others: what a member knows, and a nudge for who says nothing of it yet."""

from typing import Any, NamedTuple

from django.http import HttpRequest

from slashmentor.base.pages.cached import cached_fragment
from slashmentor.base.pages.panels import panel
from slashmentor.base.pages.render import fragment
from slashmentor.commons.people.models import Member

from .evidence import Evidence, evidence_of
from .experts import in_words
from .models import Expertise, Level, Topic
from .suggesting import suggestions_for

OFFERED = 5


class Known(NamedTuple):
    """A topic on its member's page."""

    row: Expertise
    level_words: str
    shown: list[Evidence]

    @property
    def says_more(self) -> bool:
        return bool(self.row.words or self.row.years or self.shown)


@panel("member.page", order=10)
def known(request: HttpRequest, about: Any, **_context: Any) -> str:
    """What a member knows, with years, words and evidence; the same for all readers, until anything happens."""
    if not about.knows:
        return ""
    return cached_fragment(f"topics:known:{about.pk}", about.version, lambda: _known(request, about))


@panel("for-you.aside", order=10)
def nudge(request: HttpRequest, about: Any, **_context: Any) -> str:
    """For a member who lists nothing: a few topics to begin with, each one click."""
    if about is None or about.knows:
        return ""
    return fragment(request, "topics/_nudge.html", {"offered": _offered(about)})


def _known(request: HttpRequest, member: Member) -> str:
    rows = list(Expertise.objects.filter(member=member).select_related("topic").order_by("topic__name"))
    shown = evidence_of([member.pk], [row.topic_id for row in rows])
    by_level = {
        level.value: [
            Known(row, in_words(row.level, row.years), shown.get((member.pk, row.topic_id), []))
            for row in rows
            if row.level == level
        ]
        for level in (Level.EXPERT, Level.CAN_HELP, Level.LEARNING)
    }
    return fragment(request, "topics/_known.html", {"by_level": by_level})


def _offered(member: Member) -> list[Topic]:
    """Topics that something speaks for; else what is asked about most here."""
    suggested = [one.topic for one in suggestions_for(member, most=OFFERED)]
    return suggested or list(
        Topic.objects.filter(question_count__gt=0).order_by("-question_count", "name")[:OFFERED]
    )
