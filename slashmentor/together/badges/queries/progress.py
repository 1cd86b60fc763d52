"""How far a member is with what can be counted: for themselves alone."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from slashmentor.commons.communities.models import Community
from slashmentor.commons.communities.numbers import numbers_of

from ..catalogue import Badge, badges
from ..finding.scope import Scope
from ..models import Award

STROKES = 10


@dataclass(frozen=True)
class Progress:
    """Somebody has so many of what the badge asks for; `strokes` of ten stand for it."""

    badge: Badge
    says: str
    have: int
    goal: int

    @property
    def strokes(self) -> int:
        return self.have * STROKES // self.goal


def find_progress(member_id: int, community: Community, *, now: datetime) -> list[Progress]:
    """What somebody has begun in a community and not reached, the nearest first; of each kind the next metal only.

    As many queries as there are kinds of things that badges count.
    """
    numbers = numbers_of(community)
    had = set(
        Award.objects.filter(member=member_id, community=community, withdrawn_at=None).values_list(
            "badge", flat=True
        )
    )
    begun: dict[Callable[[Scope], int], Progress] = {}
    for badge in badges():
        if badge.have is None or not badge.goal or badge.key in had or badge.have in begun:
            continue
        scope = Scope(badge.key, community.pk, numbers, now, members=[member_id])
        begun[badge.have] = Progress(badge, badge.says(numbers), badge.have(scope), scope[badge.goal])
    # What is reached already waits for the night, or for something beside the count (a share of all votes).
    open_ones = [one for one in begun.values() if 0 < one.have < one.goal]
    return sorted(open_ones, key=lambda one: (-one.have / one.goal, one.goal))
