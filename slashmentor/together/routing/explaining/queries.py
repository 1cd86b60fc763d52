"""A member's own figures: what routing knows of them, and what it did for them lately. Nobody else's."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import NamedTuple

from django.db.models import Count

from slashmentor.base.rows import fetch
from slashmentor.commons.people.models import Member
from slashmentor.parts.questions.models import Tagging

from ..models import A_WEEK, Fit

WEEK = timedelta(days=7)
TOPICS = 8  # that are shown: those listed, then those answered most
FITS_READ = 50  # of a member's fits, the strongest: what speaks for them


@dataclass(frozen=True)
class Known:
    """A topic that the member lists or answered on."""

    name: str
    level: str  # "" when it isn't listed
    answers: int


@dataclass(frozen=True)
class Own:
    """`reasons`: kind of fact → for how many of the `fits_read` it speaks, the commonest first."""

    topics: list[Known]
    weekly: int
    told: int
    taken_on: int
    answered: int
    waiting: int
    reasons: dict[str, int]
    fits_read: int


class _Week(NamedTuple):
    weekly: int | None
    told: int
    taken_on: int
    answered: int
    waiting: int


# Indexes routing_told_lately, routing_taken_on_by, entries_newest_of_author, and the unique ones of fits and waves-off.
_WEEK = """SELECT
 (SELECT weekly FROM routing_wishes WHERE member_id = %s),
 (SELECT COUNT(*) FROM routing_told WHERE member_id = %s AND at > %s),
 (SELECT COUNT(*) FROM routing_takenon WHERE member_id = %s AND at > %s),
 (SELECT COUNT(*) FROM questions_entry WHERE author_id = %s AND kind = 2 AND created_at > %s AND deleted_at IS NULL),
 (SELECT COUNT(*) FROM routing_fit f WHERE f.member_id = %s AND NOT EXISTS (
   SELECT 1 FROM routing_notforme n WHERE n.member_id = f.member_id AND n.question_id = f.question_id))"""


def own_figures(member: Member, *, now: datetime) -> Own:
    """Three queries, however much they did."""
    since, mine = now - WEEK, member.pk
    (week,) = fetch(_Week, _WEEK, [mine, mine, since, mine, since, mine, since, mine])
    facts = list(
        Fit.objects.filter(member=member).order_by("-score").values_list("facts", flat=True)[:FITS_READ]
    )
    kinds = Counter(kind for each in facts for kind in {fact["kind"] for fact in each})
    return Own(
        topics=_topics(member),
        weekly=A_WEEK if week.weekly is None else week.weekly,
        told=week.told,
        taken_on=week.taken_on,
        answered=week.answered,
        waiting=week.waiting,
        reasons=dict(sorted(kinds.items(), key=lambda pair: (-pair[1], pair[0]))),
        fits_read=len(facts),
    )


def _topics(member: Member) -> list[Known]:
    """Those they list, then those they answered most on."""
    answers = dict(
        Tagging.objects.filter(
            question__answers__author=member, question__answers__deleted_at=None, is_listed=True
        )
        .exclude(question__author=member)
        .values_list("topic__name")
        .annotate(number=Count("question", distinct=True))
        .order_by("-number", "topic__name")
    )
    listed = {item["topic"]: item["level"] for item in member.knows}
    names = sorted(listed, key=lambda name: (-answers.get(name, 0), name)) + [
        name for name in answers if name not in listed
    ]
    return [Known(name, listed.get(name, ""), answers.get(name, 0)) for name in names[:TOPICS]]
