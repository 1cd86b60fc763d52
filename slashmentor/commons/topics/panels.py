"""What topics show on pages of others: what a member knows, and a nudge for who says nothing of it yet."""

from typing import Any, NamedTuple

from django.http import HttpRequest

from slashmentor.base.pages.panels import panel
from slashmentor.base.pages.render import fragment
from slashmentor.base.rows import json_rows
from slashmentor.commons.people.beside import beside
from slashmentor.commons.people.models import Member

from . import evidence
from .evidence import Evidence, Fact
from .models import Level, Topic
from .suggesting import suggestions_for

OFFERED = 5


class _Row(NamedTuple):
    """A topic that a member lists."""

    topic_id: int
    name: str
    level: str
    years: int | None
    words: str


class Known(NamedTuple):
    """A topic on its member's page."""

    row: _Row
    shown: list[Evidence]

    @property
    def topic(self) -> Topic:
        return Topic(pk=self.row.topic_id, name=self.row.name)

    @property
    def says_more(self) -> bool:
        return bool(self.row.words or self.row.years or self.shown)


@beside("knows")
def listed(member: Member) -> str:
    """What a member lists, by name."""
    return json_rows(
        _Row,
        f"""SELECT t.id AS topic_id, t.name, e.level, e.years, e.words
        FROM topics_expertise e JOIN topics_topic t ON t.id = e.topic_id
        WHERE e.member_id = {member.pk:d} ORDER BY t.name""",  # noqa: S608 - a number of ours
    )


@beside("evidence")
def facts(member: Member) -> str:
    """What shows that they know it; nothing is looked for where nothing is listed."""
    if not member.knows:
        return "NULL"
    topics = f"SELECT topic_id FROM topics_expertise WHERE member_id = {member.pk:d}"  # noqa: S608 - a number of ours
    return json_rows(Fact, evidence.facts_of(str(member.pk), topics))


@panel("member.page", order=10)
def known(request: HttpRequest, about: Any, **_context: Any) -> str:
    """What a member knows, with years, words and evidence."""
    if not about.knows:
        return ""
    rows = [_Row(*row) for row in about.beside["knows"] or ()]
    shown = evidence.in_words([Fact(*fact) for fact in about.beside["evidence"] or ()])
    by_level = {
        level.value: [
            Known(row, shown.get((about.pk, row.topic_id), [])) for row in rows if row.level == level
        ]
        for level in (Level.EXPERT, Level.CAN_HELP, Level.LEARNING)
    }
    return fragment(request, "topics/_known.html", {"by_level": by_level})


@panel("for-you.aside", order=10)
def nudge(request: HttpRequest, about: Any, **_context: Any) -> str:
    """For a member who lists nothing: a few topics to begin with, each one click."""
    if about is None or about.knows:
        return ""
    return fragment(request, "topics/_nudge.html", {"offered": _offered(about)})


def _offered(member: Member) -> list[Topic]:
    """Topics that something speaks for; else what is asked about most here."""
    suggested = [one.topic for one in suggestions_for(member, most=OFFERED)]
    return suggested or list(
        Topic.objects.filter(question_count__gt=0).order_by("-question_count", "name")[:OFFERED]
    )
