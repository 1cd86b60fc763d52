"""Where a member stands in a community, and what that opens: the one door of every gate.

    position = position_of(by, question.community_id)
    require(position, Privilege.VOTE_DOWN, now=now)

Moderators of the community and those who run the instance have every privilege; it goes when the points go.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, NamedTuple

from django.db.models import Case, Exists, FloatField, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Cast, Coalesce
from django.db.models.lookups import LessThan
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from slashmentor.base.errors import Refused
from slashmentor.base.permissions import refuse_until
from slashmentor.base.rows import fetch, keyed, moment
from slashmentor.commons.communities.models import Community, Moderator
from slashmentor.commons.communities.numbers import Numbers
from slashmentor.commons.people.models import Member

from .models import Standing


class Privilege(StrEnum):
    """What points open, the earliest first (numbers.py has how many)."""

    CREATE = "create"
    NO_LIMITS = "no_limits"
    WIKI = "wiki"
    VOTE_UP = "vote_up"
    FLAG = "flag"
    COMMENT = "comment"
    BOUNTY = "bounty"
    SEE_COUNTS = "see_counts"
    VOTE_DOWN = "vote_down"
    TOPICS = "topics"
    SEE_CLOSE_VOTES = "see_close_votes"
    REVIEW = "review"
    CLOSE = "close"
    EDIT = "edit"
    SYNONYMS = "synonyms"
    APPROVE_WIKIS = "approve_wikis"
    TOOLS = "tools"
    PROTECT = "protect"
    TRUSTED = "trusted"
    ANALYTICS = "analytics"

    @property
    def doing(self) -> str:
        """What it opens, as the beginning of a sentence: "Voting down"."""
        return str(_DOING[self])


_DOING: dict[Privilege, Promise] = {
    Privilege.CREATE: gettext_lazy("Asking and answering"),
    Privilege.NO_LIMITS: gettext_lazy("Adding pictures and more than two links"),
    Privilege.WIKI: gettext_lazy("Making a community wiki"),
    Privilege.VOTE_UP: gettext_lazy("Voting for what is useful"),
    Privilege.FLAG: gettext_lazy("Flagging"),
    Privilege.COMMENT: gettext_lazy("Commenting on others’ posts"),
    Privilege.BOUNTY: gettext_lazy("Offering a bounty"),
    Privilege.SEE_COUNTS: gettext_lazy("Seeing votes up and down apart"),
    Privilege.VOTE_DOWN: gettext_lazy("Voting down"),
    Privilege.TOPICS: gettext_lazy("Making a new topic"),
    Privilege.SEE_CLOSE_VOTES: gettext_lazy("Seeing votes to close"),
    Privilege.REVIEW: gettext_lazy("Reviewing"),
    Privilege.CLOSE: gettext_lazy("Voting to close and reopen"),
    Privilege.EDIT: gettext_lazy("Editing without review"),
    Privilege.SYNONYMS: gettext_lazy("Suggesting topic synonyms"),
    Privilege.APPROVE_WIKIS: gettext_lazy("Approving topic wikis"),
    Privilege.TOOLS: gettext_lazy("Seeing deleted posts and voting to delete"),
    Privilege.PROTECT: gettext_lazy("Protecting a question"),
    Privilege.TRUSTED: gettext_lazy("Deleting low answers"),
    Privilege.ANALYTICS: gettext_lazy("Seeing the community’s figures"),
}


@dataclass(frozen=True)
class Position:
    """Where somebody stands in a community: all that gates ask."""

    member_id: int | None
    community_id: int
    reputation: int
    looks_after: bool
    suspended_until: datetime | None
    numbers: Numbers

    def needs(self, privilege: Privilege) -> int:
        """How many points it takes here."""
        return self.numbers.whole(f"may.{privilege}")

    def may(self, privilege: Privilege) -> bool:
        """Whether the points (or looking after the community) open it; a suspension is another question."""
        if self.member_id is None:
            return False
        return self.looks_after or self.reputation >= self.needs(privilege)

    def is_suspended(self, now: datetime) -> bool:
        return self.suspended_until is not None and now < self.suspended_until


_POSITION = """
SELECT c.id, c.numbers, c.is_grown, s.reputation, s.suspended_until, EXISTS (
    SELECT 1 FROM communities_moderator m WHERE m.community_id = c.id AND m.member_id = %s)
FROM communities_community c
LEFT JOIN standing_standing s ON s.community_id = c.id AND s.member_id = %s
WHERE c.id = %s
"""


class _Read(NamedTuple):
    """What the database has of a member in a community."""

    community_id: int
    numbers: Any
    is_grown: bool
    reputation: int | None
    paused_until: Any
    moderates: bool


def position_of(member: Member | Any, community_id: int) -> Position:
    """Where a member (None: a visitor) stands in a community; one query. Raises Community.DoesNotExist."""
    by = _active(member)
    pk = by.pk if by is not None else None
    # Every action begins with this one, so it goes past the ORM, which takes ten times as long.
    found = fetch(_Read, _POSITION, (pk, pk, community_id))
    if not found:
        raise Community.DoesNotExist
    return _position(by, found[0])


def positions_of(member: Member | Any, communities: QuerySet[Community] | None = None) -> dict[int, Position]:
    """Where a member (None: a visitor) stands in each of these communities (None: in all), by its id; one query."""
    by = _active(member)
    pk = by.pk if by is not None else None
    here = Standing.objects.filter(member=pk, community=OuterRef("pk"))
    rows = (
        (Community.objects.all() if communities is None else communities)
        .annotate(
            mine=Subquery(here.values("reputation")[:1]),
            paused=Subquery(here.values("suspended_until")[:1]),
            moderated=Exists(Moderator.objects.filter(member=pk, community=OuterRef("pk"))),
        )
        .values_list("pk", "numbers", "is_grown", "mine", "paused", "moderated")
    )
    return {row[0]: _position(by, _Read(*row)) for row in rows}


def _active(member: Member | Any) -> Member | None:
    return member if member is not None and member.is_active else None


def _position(by: Member | None, read: _Read) -> Position:
    return standing_as(
        by,
        read.community_id,
        reputation=read.reputation or 1,
        moderates=bool(read.moderates),
        paused_until=moment(read.paused_until),
        numbers=Numbers(keyed(read.numbers), bool(read.is_grown)),
    )


def standing_as(
    member: Member | None,
    community_id: int,
    *,
    reputation: int,
    moderates: bool,
    paused_until: datetime | None,
    numbers: Numbers,
) -> Position:
    """The position that these facts make, for who has read them already; `paused_until`: in this community alone."""
    everywhere = member.suspended_until if member is not None else None
    return Position(
        member_id=member.pk if member is not None else None,
        community_id=community_id,
        reputation=reputation,
        looks_after=member is not None and (moderates or member.is_staff),
        suspended_until=max((at for at in (paused_until, everywhere) if at is not None), default=None),
        numbers=numbers,
    )


def communities_where(member: Member, privilege: Privilege) -> QuerySet[Community]:
    """The communities in which `may(privilege)` holds for a member: for lists, as a subquery."""
    if not member.is_active:
        return Community.objects.none()
    if member.is_staff:
        return Community.objects.all()
    name = f"may.{privilege}"
    own = Cast(KeyTextTransform(name, "numbers"), FloatField())
    usual = Case(
        When(is_grown=True, then=Value(Numbers(is_grown=True)[name])),
        default=Value(Numbers(is_grown=False)[name]),
        output_field=FloatField(),
    )
    mine = Standing.objects.filter(member=member, community=OuterRef("pk")).values("reputation")[:1]
    return Community.objects.filter(
        Q(Exists(Moderator.objects.filter(member=member, community=OuterRef("pk"))))
        # The number is taken as a whole one, as `needs` does.
        | Q(LessThan(Coalesce(own, usual), Cast(Coalesce(Subquery(mine), 1), FloatField()) + 1.0))
    )


def require_active(position: Position, *, now: datetime) -> None:
    """Raises Refused for those who are suspended (and for visitors)."""
    if position.member_id is None:
        raise Refused(_("Please log in first."))
    refuse_until(position.suspended_until, now=now)


def require(position: Position, privilege: Privilege, *, now: datetime) -> None:
    """Go on when the privilege is open to them, else raise Refused and say what is missing."""
    require_active(position, now=now)
    if not position.may(privilege):
        raise Refused(what_is_missing(position, privilege))


def what_stops(position: Position, privilege: Privilege | None, *, now: datetime) -> str:
    """The sentence with which `require` (None: `require_active`) would refuse, else "": to show a gate before it is hit."""
    try:
        if privilege is None:
            require_active(position, now=now)
        else:
            require(position, privilege, now=now)
    except Refused as refused:
        return refused.sentence
    return ""


def what_is_missing(position: Position, privilege: Privilege) -> str:
    """Why it isn't open yet, as a sentence: "Voting down opens at 125 points here; you have 98."."""
    needs = position.needs(privilege)
    return ngettext(
        "%(doing)s opens at %(needs)s point here; you have %(have)s.",
        "%(doing)s opens at %(needs)s points here; you have %(have)s.",
        needs,
    ) % {"doing": privilege.doing, "needs": needs, "have": position.reputation}
