"""Badges at once: what happened may complete one, for those whom it concerns.

The same query as at night looks, for these people and this question only.
"""

from collections import defaultdict
from dataclasses import replace
from typing import Any, NamedTuple

from slashmentor.commons.communities.numbers import Numbers, numbers_in
from slashmentor.commons.happenings import hears
from slashmentor.commons.happenings.models import Happening
from slashmentor.commons.people.models import Member
from slashmentor.commons.safety.models import Flag
from slashmentor.commons.topics.models import Description, TopicHere
from slashmentor.parts.questions.models import Bounty, Comment, Entry, Suggestion
from slashmentor.parts.reviews.models import Review

from .actions import award
from .catalogue import Badge, Each, badges
from .due import due
from .finding.scope import Scope
from .models import Award

# Nothing that happens completes more badges than this for the few whom it concerns.
MOST = 100


class Concern(NamedTuple):
    """Where something happened, to whom, and at which question."""

    community_id: int | None
    members: frozenset[int]
    question_id: int | None = None


@hears(*sorted({verb for badge in badges() for verb in badge.hears}))
def award_at_once(happening: Happening) -> None:
    concern = _concern(happening)
    if concern is None:
        return
    numbers = Numbers() if concern.community_id is None else numbers_in(concern.community_id)
    hearing = [badge for badge in badges() if happening.verb in badge.hears]
    if happening.verb == "entry.voted":
        hearing = [badge for badge in hearing if _can_come_of_a_vote(badge, happening.about, numbers)]
    # Only those who don't have it, nor too little for a lower metal of the same: of those who are here for long,
    # hardly anything is left to ask.
    had = _had(concern, hearing)
    too_few: dict[Any, set[int]] = defaultdict(set)
    for badge in hearing:
        missing = {member for member in concern.members if (member, badge.key) not in had}
        missing -= too_few[badge.have] if badge.have else set()
        if not missing:
            continue
        here = None if badge.everywhere else concern.community_id
        scope = Scope(badge.key, here, numbers, happening.at, members=sorted(missing))
        if badge.each == Each.POST:
            scope = replace(scope, members=None, question_id=concern.question_id)
        found = due(badge, scope, most=MOST)
        award(badge, found, community_id=here, now=happening.at)
        if badge.each == Each.ONCE:
            too_few[badge.have] |= missing - {one.member_id for one in found}


def _can_come_of_a_vote(badge: Badge, entry: Entry, numbers: Numbers) -> bool:
    """What the entry itself says, before any query."""
    if badge.voted_on is None:
        return True
    if entry.kind != badge.voted_on:
        return False
    return (
        badge.each != Each.POST
        or "score" not in badge.numbers
        or entry.score >= numbers[badge.number("score")]
    )


def _had(concern: Concern, hearing: list[Badge]) -> set[tuple[int, str]]:
    once = [badge.key for badge in hearing if badge.each == Each.ONCE]
    rows = Award.objects.filter(member__in=concern.members, badge__in=once)
    in_place = rows.filter(community=concern.community_id) if concern.community_id is not None else rows
    return set(in_place.values_list("member", "badge"))


def _concern(happening: Happening) -> Concern | None:
    """Whom it concerns; None when the thing is gone, or it concerns nobody with an account."""
    about = happening.about
    where, who, question_id = _placed(about)
    members = frozenset(pk for pk in (*who, happening.by_id) if pk is not None)
    if about is None or not members:
        return None
    return Concern(where, members, question_id)


def _placed(about: Any) -> tuple[int | None, tuple[int | None, ...], int | None]:  # noqa: PLR0911  one for each kind
    """Community, people and question of a thing."""
    match about:
        case Entry():
            asker = about.question.author_id if about.question is not None else None
            return about.community_id, (about.author_id, asker), about.question_pk
        case Comment():
            return about.community_id, (about.author_id,), None
        case Bounty():
            return about.question.community_id, (about.by_id,), about.question_id
        case Flag():
            return about.community_id, (about.by_id,), None
        case Suggestion():
            return (
                about.entry.community_id,
                (about.by_id, *about.judgements.values_list("by", flat=True)),
                None,
            )
        case Review():
            return about.task.community_id, (about.by_id,), None
        case TopicHere():
            return about.community_id, (), None
        case Description():
            return about.here.community_id, (about.by_id,), None
        case Member():
            return None, (about.pk,), None
    return None, (), None
