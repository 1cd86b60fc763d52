"""One mentor page with everything it says: what the page, the JSON, the file, the vCard and the card are made of."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

from django.conf import settings

from slashmentor.commons.people.languages import OWN_NAMES
from slashmentor.commons.people.models import Member, Stage

from ..models import Offer, Role
from ..week import Span, moved
from ..words import MEANS, Channel, Kind, State


class KindSaid(NamedTuple):
    """One of the eight kinds of help, offered or not, with the mentor's words on it or else what it means."""

    kind: Kind
    is_offered: bool
    words: str

    @property
    def label(self) -> str:
        return str(self.kind.label)

    @property
    def says(self) -> str:
        return self.words or str(MEANS[self.kind])


@dataclass(frozen=True)
class MentorPage:
    """An offer with its member, kinds, topics and hours: five queries, however much it says."""

    offer: Offer
    kinds: list[KindSaid]  # all eight
    topics: list[str]  # names, in the mentor's order
    seeks: list[str]
    fields: list[str]
    hours: list[Span]  # by the mentor's clock
    at: datetime

    @property
    def member(self) -> Member:
        return self.offer.member

    @property
    def today(self) -> date:
        return self.at.date()

    @property
    def state(self) -> State:
        return self.offer.state(self.today)

    @property
    def offered(self) -> list[KindSaid]:
        return [one for one in self.kinds if one.is_offered]

    @property
    def address(self) -> str:
        """Whole and for good, to be printed and linked to."""
        return settings.SITE_URL + self.offer.get_absolute_url()

    @property
    def line(self) -> str:
        """What they do and where: "Postdoc, Havnes"."""
        member = self.member
        does = member.position or (member.get_stage_display() if member.stage else "")
        return ", ".join(part for part in (does, member.affiliation) if part)

    @property
    def languages(self) -> list[str]:
        """By the names that speakers use themselves."""
        return [OWN_NAMES.get(code, code) for code in self.offer.languages]

    @property
    def channels(self) -> list[Channel]:
        return [one for one in Channel if one.value in self.offer.channels]

    @property
    def stages(self) -> list[Stage]:
        """Whom the offer is for; none is anybody."""
        return [one for one in Stage if one.value in self.offer.stages]

    def hours_in(self, zone: str) -> list[Span]:
        """The hours by the clock of that time zone, this week."""
        return moved(self.hours, self.member.time_zone, zone, on=self.today)


def find_page(handle: str, viewer: Member | None, *, now: datetime) -> MentorPage | None:
    """The page of this handle, if there is one that `viewer` may see; drafts only their owner may."""
    offer = (
        Offer.objects.visible_to(viewer)
        .select_related("member__picture")
        .filter(member__handle=handle.lower())
        .first()
    )
    return None if offer is None else page_of(offer, now=now)


def page_of(offer: Offer, *, now: datetime) -> MentorPage:
    """The same for an offer that is at hand: four queries."""
    said = dict(offer.kinds.values_list("kind", "words"))
    names: dict[str, list[str]] = {role: [] for role in Role.values}
    for role, name in offer.topics.order_by("place").values_list("role", "topic__name"):
        names[role].append(name)
    hours = offer.hours.order_by("weekday", "begins").values_list("weekday", "begins", "ends")
    return MentorPage(
        offer,
        [KindSaid(kind, kind.value in said, said.get(kind.value, "")) for kind in Kind],
        names[Role.GIVES],
        names[Role.SEEKS],
        names[Role.FOR],
        [Span(*row) for row in hours],
        now,
    )
