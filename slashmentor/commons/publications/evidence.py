"""Publications as evidence of what somebody knows."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db.models import Count, Exists, Max, OuterRef, QuerySet, Sum
from django.utils.translation import ngettext

from slashmentor.commons.topics.evidence import Evidence, evidence

from .models import About, NotMine

# Ten papers on a topic tell more than one, but not ten times as much.
_MOST = 6.0
_EACH = 1.5


def who_published_most(topic: int, most: int) -> Mapping[int, float]:
    """Who has the most publications about a topic on their page, with how much they tell."""
    rows = (
        _shown(topic=topic)
        .filter(publication__member__is_active=True, publication__member__listed=True)
        .values_list("publication__member")
        .annotate(total=Sum("weight"))
        .order_by("-total", "publication__member")[:most]
    )
    return {member: _weight(total) for member, total in rows}


@evidence("publications", order=20, strongest=who_published_most)
def published(members: Sequence[int], topics: Sequence[int]) -> Mapping[tuple[int, int], Evidence]:
    """How many publications about a topic stand on a member's page, and when the newest appeared. One query."""
    rows = (
        _shown(topic__in=topics, publication__member__in=members)
        .values_list("publication__member", "topic", "publication__member__handle")
        .annotate(total=Sum("weight"), number=Count("id"), newest=Max("publication__year"))
        .order_by("publication__member", "topic")
    )
    return {
        (member, topic): Evidence(_words(number, newest), _weight(total), f"/@{handle}/publications")
        for member, topic, handle, total, number, newest in rows
    }


def _shown(**about: Any) -> QuerySet[About]:
    """What stands on pages; topics that its member says are not theirs left out."""
    declined = NotMine.objects.filter(member=OuterRef("publication__member"), topic=OuterRef("topic"))
    on_pages = About.objects.filter(publication__shown=True, publication__member__shelf__on_profile=True)
    return on_pages.filter(~Exists(declined), **about)


def _weight(total: float) -> float:
    return round(min(_MOST, _EACH * total), 3)


def _words(number: int, newest: int | None) -> str:
    words = ngettext("%(number)s publication", "%(number)s publications", number)
    if newest is None:
        return words % {"number": number}
    words = ngettext("%(number)s publication, %(year)s", "%(number)s publications, newest %(year)s", number)
    return words % {"number": number, "year": newest}
