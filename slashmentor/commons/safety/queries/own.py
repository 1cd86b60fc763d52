"""What concerns oneself: own flags, decisions about oneself; and what everybody may read: the public log."""

from typing import Any

from slashmentor.commons.communities.models import Community
from slashmentor.commons.people.models import Member

from ..flaggable import About, load_all
from ..models import Decision, Flag
from ..verbs import says

A_PAGE = 40


def flags_by(member: Member) -> Any:
    """A member's own flags, newest first (index `flag_newest`)."""
    return Flag.objects.filter(by=member).select_related("community").order_by("-at", "-pk")


def with_things(flags: list[Flag]) -> list[tuple[Flag, About | None]]:
    """Each flag with its thing, as long as it is there and nobody took it out of sight."""
    abouts = load_all((flag.about_kind, flag.about_id or 0) for flag in flags)
    found = [(flag, abouts.get((flag.about_kind, flag.about_id or 0))) for flag in flags]
    return [(flag, about if about is not None and not about.is_gone else None) for flag, about in found]


def decisions_about_me(member: Member) -> list[Decision]:
    """What was decided about a member, newest first, with suspension and appeal where there is one."""
    found = Decision.objects.filter(member=member).select_related("community", "suspension", "appeal")
    return list(found.order_by("-pk")[:100])


class Logged:
    """A redacted line of the public log: where, what, why, which day."""

    def __init__(self, decision: Decision) -> None:
        self.pk = decision.pk
        self.community = decision.community
        self.what = says(decision.verb)
        self.reason = decision.reason
        self.day = decision.at.date()
        self.is_undone = decision.undone_at is not None


def log(*, community: Community | None = None, after: int | None = None, most: int = A_PAGE) -> list[Logged]:
    """The log, newest first, those before the line `after`: never who, and no moment more exact than a day."""
    found = Decision.objects.select_related("community").defer("words").order_by("-pk")
    if community is not None:
        found = found.filter(community=community)
    if after is not None:
        found = found.filter(pk__lt=after)
    return [Logged(decision) for decision in found[:most]]
