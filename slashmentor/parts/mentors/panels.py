"""What mentor pages show on pages of others: a member's own, with how it stands; a topic's mentors with room."""

from datetime import date
from typing import Any, NamedTuple

from django.db.models import F, Q
from django.http import HttpRequest
from django.utils import timezone

from slashmentor.base.pages.panels import panel
from slashmentor.base.pages.render import fragment
from slashmentor.base.rows import json_rows
from slashmentor.commons.people.beside import beside
from slashmentor.commons.people.models import Member, initials_of

from .models import Listing, Offer, Role
from .room import room
from .words import State

SHOWN = 3  # mentors beside a topic


class _Row(NamedTuple):
    """How a member's page stands."""

    lede: str
    places: int
    taken: int
    elsewhere: int
    waiting: int
    keeps_list: bool
    is_paused: bool
    away_until: str | None
    until: str | None


@beside("mentor")
def how_it_stands(member: Member) -> str:
    """Their mentor page, when others may see it."""
    return json_rows(
        _Row,
        f"""SELECT lede, places, taken, elsewhere, waiting, keeps_list,
        paused_at IS NOT NULL AS is_paused, away_until, until
        FROM mentors_offer WHERE member_id = {member.pk:d}
        AND published_at IS NOT NULL AND removed_at IS NULL""",  # noqa: S608 - a number of ours
    )


@panel("member.page", order=3)
def mentors(request: HttpRequest, about: Any, **_context: Any) -> str:
    """The way to a member's mentor page, with its first lines and whether there is room; nothing without one."""
    rows = about.beside["mentor"] or ()
    if not rows or not about.is_active:
        return ""
    row, now = _Row(*rows[0]), timezone.now()
    offer = Offer(
        member=about,
        lede=row.lede,
        places=row.places,
        taken=row.taken,
        elsewhere=row.elsewhere,
        waiting=row.waiting,
        keeps_list=bool(row.keeps_list),
        published_at=now,
        paused_at=now if row.is_paused else None,
        away_until=_day(row.away_until),
        until=_day(row.until),
    )
    context = {
        "offer": offer,
        "is_open": offer.state(now.date()) == State.OPEN,
        "room": room(offer, today=now.date()),
    }
    return fragment(request, "mentors/_beside_member.html", context)


@panel("topic.aside", order=10)
def mentors_of_topic(request: HttpRequest, about: Any, **_context: Any) -> str:
    """A few who help with this topic and have room today, then those with a waiting list; one query."""
    today = timezone.now().date()
    found = Listing.objects.filter(
        Q(away_until=None) | Q(away_until__lt=today),
        Q(until=None) | Q(until__gte=today),
        Q(free__gt=0) | Q(keeps_list=True),
        offer__topics__topic=about.id,
        offer__topics__role=Role.GIVES,
        gone=False,
        paused=False,
    ).order_by(F("free").desc(), "-published_at", "-pk")
    # One more than shown tells whether there are others.
    rows = list(found[: SHOWN + 1])
    if not rows:
        return ""
    context = {
        "mentors": [(one, initials_of(one.name), room(one, today=today)) for one in rows[:SHOWN]],
        "has_more": len(rows) > SHOWN,
        "topic": about,
    }
    return fragment(request, "mentors/_beside_topic.html", context)


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
