"""Publications as evidence of what somebody knows."""

from collections.abc import Mapping

from django.db.models import Exists, OuterRef, Sum
from django.utils.translation import ngettext

from slashmentor.base.rows import json_list
from slashmentor.commons.topics.evidence import Evidence, evidence

from .models import About, NotMine

# Ten papers on a topic tell more than one, but not ten times as much.
_MOST = 6.0
_EACH = 1.5


def who_published_most(topic: int, most: int) -> Mapping[int, float]:
    """Who has the most publications about a topic on their page, with how much they tell."""
    declined = NotMine.objects.filter(member=OuterRef("publication__member"), topic=OuterRef("topic"))
    rows = (
        About.objects.filter(
            ~Exists(declined),
            topic=topic,
            publication__shown=True,
            publication__member__shelf__on_profile=True,
            publication__member__is_active=True,
            publication__member__listed=True,
        )
        .values_list("publication__member")
        .annotate(total=Sum("weight"))
        .order_by("-total", "publication__member")[:most]
    )
    return {member: _weight(total) for member, total in rows}


def on_pages(members: str, topics: str) -> str:
    """SQL: publications on these members' pages about these topics, without those they say are not theirs.

    Rows of member, topic and the list of handle, how many, the newest one's year and how sure they are together.
    Walks the members' publications (publication_newest) and their topics (about_once).
    """
    counted = json_list("m.handle", "COUNT(*)", "MAX(p.year)", "SUM(a.weight)")
    return f"""SELECT p.member_id, a.topic_id, {counted}
        FROM publications_shelf s
        CROSS JOIN people_member m
        CROSS JOIN publications_publication p
        CROSS JOIN publications_about a
        WHERE s.member_id IN ({members}) AND s.on_profile AND m.id = s.member_id
          AND p.member_id = s.member_id AND p.shown AND a.publication_id = p.id AND a.topic_id IN ({topics})
          AND NOT EXISTS (
            SELECT 1 FROM publications_notmine n WHERE n.member_id = p.member_id AND n.topic_id = a.topic_id)
        GROUP BY p.member_id, a.topic_id, m.handle"""  # noqa: S608 - our own words and numbers


@evidence("publications", order=20, facts=on_pages, strongest=who_published_most)
def published(handle: str, number: int, newest: int | None, total: float) -> Evidence:
    """How many publications about a topic stand on a member's page, and when the newest appeared."""
    return Evidence(_words(number, newest), _weight(total), f"/@{handle}/publications")


def _weight(total: float) -> float:
    return round(min(_MOST, _EACH * total), 3)


def _words(number: int, newest: int | None) -> str:
    words = ngettext("%(number)s publication", "%(number)s publications", number)
    if newest is None:
        return words % {"number": number}
    words = ngettext("%(number)s publication, %(year)s", "%(number)s publications, newest %(year)s", number)
    return words % {"number": number, "year": newest}
