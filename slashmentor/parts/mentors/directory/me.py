"""Who asks: what they seek and know, speak, and by which clock they live. It decides the order, never what is found, but
for those whom a block keeps apart.
"""

from dataclasses import dataclass, replace

from slashmentor.commons.people.models import Member, Stage
from slashmentor.commons.safety.queries.blocks import blocked_with
from slashmentor.commons.topics.models import Expertise, Level

from ..models import OfferTopic, Role

# How far along somebody is who goes through academia step by step; the other stages stand beside that.
LADDER = (Stage.STUDENT, Stage.PHD, Stage.POSTDOC, Stage.FACULTY, Stage.SENIOR)
SENIOR = LADDER.index(Stage.FACULTY)  # for who doesn't say where they are


@dataclass(frozen=True)
class Me:
    """A visitor is nobody in particular: every field empty."""

    member_id: int = 0
    seeks: frozenset[str] = frozenset()
    gives: frozenset[str] = frozenset()
    languages: tuple[str, ...] = ()
    stage: str = ""
    zone: str = ""
    apart: frozenset[int] = frozenset()  # members whom they block, or who block them

    @property
    def peers(self) -> tuple[str, ...]:
        """The stages of those who stand where they do."""
        return (self.stage,) if self.stage else ()

    @property
    def seniors(self) -> tuple[str, ...]:
        """The stages of those who are further along."""
        return tuple(
            LADDER[LADDER.index(Stage(self.stage)) + 1 :] if self.stage in LADDER else LADDER[SENIOR:]
        )

    def by(self, zone: str) -> "Me":
        """The same by another clock."""
        return replace(self, zone=zone) if zone else self


NOBODY = Me()


def me_of(member: Member | None) -> Me:
    """Three queries for a member, none for a visitor."""
    if member is None:
        return NOBODY
    said = set(
        OfferTopic.objects.filter(offer__member=member)
        .exclude(role=Role.FOR)
        .values_list("role", "topic__name")
    )
    known = set(Expertise.objects.filter(member=member).values_list("level", "topic__name"))
    seeks = {name for role, name in said if role == Role.SEEKS}
    gives = {name for role, name in said if role == Role.GIVES}
    seeks |= {name for level, name in known if level == Level.LEARNING}
    gives |= {name for level, name in known if level != Level.LEARNING}
    return Me(
        member_id=member.pk,
        seeks=frozenset(name.lower() for name in seeks),
        gives=frozenset(name.lower() for name in gives),
        languages=tuple(member.languages),
        stage=member.stage,
        zone=member.time_zone,
        apart=frozenset(blocked_with(member.pk)),
    )
