"""Who knows a topic: those who list it, and those whose deeds show it clearly."""

from collections.abc import Sequence
from typing import NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from slashmentor.base.rows import fetch, places
from slashmentor.commons.people.models import Member

from .evidence import CLEAR, Evidence, evidence_of, strongest_on
from .models import Level, Topic

STRONGEST = 100  # of those who show most, their order among equals is theirs by that; then by who came first


class Expert(NamedTuple):
    """Somebody who knows a topic: what they say of it, and what shows it."""

    member: Member
    level: str  # "" when they don't list it
    years: int | None
    words: str
    shown: list[Evidence]

    @property
    def level_words(self) -> str:
        return in_words(self.level, self.years)


def in_words(level: str, years: int | None) -> str:
    """A level, with for how long: "Expert, for 12 years"."""
    if not level:
        return _("Known by what they did")
    if not years:
        return {
            Level.EXPERT.value: _("Expert"),
            Level.CAN_HELP.value: _("Can help"),
            Level.LEARNING.value: _("Is learning it"),
        }[level]
    words = {
        Level.EXPERT.value: ngettext("Expert, for %(num)s year", "Expert, for %(num)s years", years),
        Level.CAN_HELP.value: ngettext(
            "Can help, after %(num)s year", "Can help, after %(num)s years", years
        ),
        Level.LEARNING.value: ngettext(
            "Is learning it, for %(num)s year", "Is learning it, for %(num)s years", years
        ),
    }[level]
    return words % {"num": years}


class _Row(NamedTuple):
    member_id: int
    level: str
    years: int | None
    words: str


def find_experts(topic: Topic, *, start: int, most: int) -> list[Expert]:
    """Who knows the topic, of those who want to be found: by level, then by how much shows it.

    Those who don't list it but show it clearly come after who can help and before who is learning. Asks as often for
    one as for a hundred: the order, the members, all the evidence, and of each kind who shows most.
    """
    weights = strongest_on(topic.pk, most=STRONGEST)
    clear = [member for member, weight in weights.items() if weight >= CLEAR]
    rows = _in_order(topic.pk, list(weights), clear, start=start, most=most)
    ids = [row.member_id for row in rows]
    members = Member.objects.select_related("picture").in_bulk(ids)
    shown = evidence_of(ids, [topic.pk])
    return [
        Expert(
            members[row.member_id], row.level, row.years, row.words, shown.get((row.member_id, topic.pk), [])
        )
        for row in rows
        if row.member_id in members
    ]


def _in_order(
    topic: int, strongest: Sequence[int], clear: Sequence[int], *, start: int, most: int
) -> list[_Row]:
    unlisted, params = "", []
    if clear:
        unlisted = f"""UNION ALL SELECT m.id, '', NULL, '' FROM people_member m
          WHERE m.id IN ({places(clear)}) AND m.is_active AND m.listed AND NOT EXISTS (
            SELECT 1 FROM topics_expertise e WHERE e.member_id = m.id AND e.topic_id = %s)"""  # noqa: S608 - our own words
        params = [*clear, topic]
    by_evidence = " ".join(f"WHEN {member:d} THEN {place}" for place, member in enumerate(strongest))
    return fetch(
        _Row,
        f"""SELECT member_id, level, years, words FROM (
          SELECT e.member_id, e.level, e.years, e.words FROM topics_expertise e
          JOIN people_member m ON m.id = e.member_id
          WHERE e.topic_id = %s AND m.is_active AND m.listed
          {unlisted}
        ) AS known
        ORDER BY CASE level WHEN 'expert' THEN 0 WHEN 'can_help' THEN 1 WHEN '' THEN 2 ELSE 3 END,
          {f"CASE member_id {by_evidence} ELSE {len(strongest)} END," if strongest else ""} member_id
        LIMIT %s OFFSET %s""",  # noqa: S608 - our own words and numbers
        [topic, *params, most, start],
    )
