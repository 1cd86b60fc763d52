"""What a profile says, as the ranking takes it: topics listed, what was published on them, endorsements, own words.

How much each counts was measured (`ranking/README.md`). Publications count whether they stand on the member's page or
not: only the member reads why a question was brought to them.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Count, Exists, OuterRef, QuerySet, Sum
from django.utils import timezone

from slashmentor.commons.people.models import Member
from slashmentor.commons.publications.models import About, NotMine, Publication
from slashmentor.commons.topics.models import Expertise, Level
from slashmentor.parts.endorsements.models import Endorsement

from ..ranking.figures import Figures, Listed
from ..ranking.text import bag_of
from .reading import portions

LISTED = {Level.EXPERT: 0.5, Level.CAN_HELP: 0.5, Level.LEARNING: 0.1}
PUBLISHED = 1.0  # a topic that is listed and published on
UNCONFIRMED = 0.5  # one that publications are about and that its member hasn't listed, at most
ENDORSED, MOST_ENDORSED = 1.0, 3.0
SEEN = timedelta(days=30)
SEEN_ANSWERS, ANSWERS = (
    3.0,
    1.0,
)  # answers that a profile is worth, of somebody who was here lately and of others
TITLES = 50  # a member's newest publications whose words count
AT_ONCE = 1_000


def list_all(figures: Figures) -> None:
    """Everybody whose profile says something."""
    found: set[int] = set()
    for kind in (Expertise, Publication, Endorsement):
        found |= set(kind._default_manager.values_list("member", flat=True).distinct())
    for some in portions(sorted(found), AT_ONCE):
        list_some(figures, some)


def list_some(figures: Figures, members: Collection[int]) -> None:
    """Make these members' profiles as they are now. Six queries for any number."""
    topics: dict[int, dict[str, float]] = defaultdict(dict)
    words: dict[int, list[str]] = defaultdict(list)
    for row in Expertise.objects.filter(member__in=members).select_related("topic").order_by("pk"):
        topics[row.member_id][row.topic.name] = LISTED[Level(row.level)]
        words[row.member_id] += [row.topic.label, row.words]
    for member, topic, _count, weight in published(members):
        known = topics[member]
        known[topic] = PUBLISHED if topic in known else min(UNCONFIRMED, UNCONFIRMED * weight)
    for member, topic, count in endorsed(members):
        known = topics[member]
        known[topic] = known.get(topic, 0.0) + min(MOST_ENDORSED, ENDORSED * count)
    for member, titles in _titles(members).items():
        words[member] += titles
    seen = _seen(members)
    for member in members:
        if member in topics or member in words or member in figures.row_of:
            bag = bag_of("", " ".join(words[member]), topics[member])
            helps = max(topics[member].values(), default=0.0) >= min(LISTED[Level.CAN_HELP], UNCONFIRMED)
            worth = (SEEN_ANSWERS if helps and member in seen else ANSWERS) if bag else 0.0
            figures.list_expertise(member, Listed(worth, topics[member], figures.text.vector(bag)))


def published(
    members: Collection[int], topics: Iterable[str] | None = None
) -> list[tuple[int, str, int, float]]:
    """Member, topic, how many works, how surely; topics that they say aren't theirs left out."""
    declined = NotMine.objects.filter(member=OuterRef("publication__member"), topic=OuterRef("topic"))
    rows: QuerySet[Any] = About.objects.filter(~Exists(declined), publication__member__in=members)
    if topics is not None:
        rows = rows.filter(topic__name__in=list(topics))
    counted = rows.values_list("publication__member", "topic__name").annotate(
        works=Count("publication", distinct=True), total=Sum("weight")
    )
    return list(counted.order_by("publication__member", "topic__name"))


def endorsed(members: Collection[int], topics: Iterable[str] | None = None) -> list[tuple[int, str, int]]:
    """Member, topic, by how many people."""
    rows: QuerySet[Any] = Endorsement.objects.standing().filter(member__in=members)
    if topics is not None:
        rows = rows.filter(topic__name__in=list(topics))
    counted = rows.values_list("member", "topic__name").annotate(people=Count("by", distinct=True))
    return list(counted.order_by("member", "topic__name"))


def whose_endorsement(endorsement_id: int) -> set[int]:
    return set(Endorsement.objects.filter(pk=endorsement_id).values_list("member", flat=True))


def _titles(members: Collection[int]) -> dict[int, list[str]]:
    found: dict[int, list[str]] = defaultdict(list)
    rows = Publication.objects.filter(member__in=members).order_by("member", "-year", "-pk")
    for member, title in rows.values_list("member", "title").iterator():  # index publication_newest
        if len(found[member]) < TITLES:
            found[member].append(title)
    return found


def _seen(members: Collection[int]) -> set[int]:
    """Who has been here lately."""
    since: datetime = timezone.now() - SEEN
    rows = Member.objects.filter(pk__in=members).values_list(
        "pk", "joined_at", "last_login", "visiting__until"
    )
    return {
        pk
        for pk, joined, login, visit in rows
        if joined >= since or (login and login >= since) or (visit and visit >= since.date())
    }
