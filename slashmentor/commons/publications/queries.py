"""Reads of publications."""

from typing import Any, NamedTuple

from django.db.models import Count, F, Max, Q, QuerySet, Sum

from slashmentor.base.rows import fetch, json_rows, listed
from slashmentor.commons.people.beside import beside
from slashmentor.commons.people.models import Member
from slashmentor.commons.topics.models import Topic

from .models import About, Bringing, NotMine, Publication, Shelf, link_of

MOST_SUGGESTED = 12
ON_THE_PAGE = 10  # publications on a member's page; all of them have their own
MOST_DECLINED = 30
_NEWEST_FIRST = (F("year").desc(nulls_last=True), "-id")


class Suggested(NamedTuple):
    """A topic that one's publications are about, and how many of them."""

    topic: Topic
    publications: int
    newest: int | None


def find_publications(member: Member) -> QuerySet[Publication]:
    """All of them, the newest first; those without a year last."""
    return Publication.objects.filter(member=member).order_by(*_NEWEST_FIRST)


class Shown(NamedTuple):
    """A publication as its member's page has it."""

    title: str
    names: Any
    more_authors: int
    year: int | None
    venue: str
    doi: str
    address: str

    @property
    def authors(self) -> list[str]:
        return listed(self.names)

    @property
    def link(self) -> str:
        return link_of(self.doi, self.address)


# Those that stand on a member's page, the newest first; of a member who shows none, none (publication_newest).
_SHOWN = """
    SELECT p.title, p.authors AS names, p.more_authors, p.year, p.venue, p.doi, p.url AS address
    FROM publications_shelf s JOIN publications_publication p ON p.member_id = s.member_id
    WHERE s.member_id = {member} AND s.on_profile AND p.shown AND p.title <> ''
    ORDER BY p.year IS NULL, p.year DESC, p.id DESC LIMIT {most} OFFSET {start}
"""


def find_shown(member_id: int, *, start: int = 0, most: int) -> list[Shown]:
    """Those that stand on the member's page, the newest first."""
    return fetch(Shown, _SHOWN.format(member="%s", most="%s", start="%s"), [member_id, most, start])


@beside("publications")
def newest_shown(member: Member) -> str:
    """The newest of them, one more than the page has room for, so that it knows whether there are more."""
    return json_rows(Shown, _SHOWN.format(member=member.pk, most=ON_THE_PAGE + 1, start=0))


class ShownBy:
    """All that a member shows, to be leafed through: a slice asks for just these."""

    def __init__(self, member_id: int) -> None:
        self._member_id = member_id

    def __getitem__(self, part: slice) -> list[Shown]:
        return find_shown(self._member_id, start=part.start, most=part.stop - part.start)


def find_figures(member: Member) -> dict[str, int]:
    """How many publications there are, how many are hidden, wait to be looked up, or could not be found."""
    figures: dict[str, int] = Publication.objects.filter(member=member).aggregate(
        all=Count("id"),
        hidden=Count("id", filter=Q(shown=False)),
        waiting=Count("id", filter=Q(lookup=Publication.Lookup.WAITING)),
        missing=Count("id", filter=Q(lookup=Publication.Lookup.MISSING)),
    )
    return figures


def stands_on_page(member: Member) -> bool:
    """Whether publications stand on the page at all; before anything was brought, whether they will."""
    said = Shelf.objects.filter(member=member).values_list("on_profile", flat=True).first()
    return not member.is_pseudonym if said is None else said


def last_bringing(member: Member) -> Bringing | None:
    return Bringing.objects.filter(member=member).order_by("-pk").first()


def find_suggested(member: Member) -> list[Suggested]:
    """Topics that the member's publications are about and that they neither list nor declined, the surest first.

    One that a single doubtful work names stands behind one that many name: weights are added up.
    """
    rows = (
        About.objects.filter(publication__member=member)
        .exclude(topic__in=NotMine.objects.filter(member=member).values("topic"))
        .exclude(topic__known_by__member=member)
        .values("topic")
        .annotate(total=Sum("weight"), number=Count("id"), newest=Max("publication__year"))
        .order_by("-total", "topic")[:MOST_SUGGESTED]
    )
    found = list(rows)
    topics = Topic.objects.in_bulk([row["topic"] for row in found])
    return [
        Suggested(topics[row["topic"]], row["number"], row["newest"])
        for row in found
        if row["topic"] in topics
    ]


def find_declined(member: Member) -> list[Topic]:
    """Suggested topics that the member declined, the last first."""
    rows = NotMine.objects.filter(member=member).select_related("topic").order_by("-pk")[:MOST_DECLINED]
    return [row.topic for row in rows]
