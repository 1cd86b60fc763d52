"""The demo's mentor pages, and what people asked those mentors."""

from contextlib import suppress
from datetime import datetime, timedelta
from typing import Any

from slashmentor.base.errors import Invalid, Refused
from slashmentor.commons.people.models import Member
from slashmentor.parts.mentors import actions as mentors
from slashmentor.parts.mentors.models import Offer, Visit
from slashmentor.parts.mentors.week import Span
from slashmentor.parts.mentorships import actions as mentorships
from slashmentor.parts.mentorships.models import Request
from slashmentor.world.transfers.models import DemoPart

_OURS = {"handle", "days_ago", "away_days", "paused"}  # not said on the page
_DAYS_COUNTED = 80


def bring_mentors(
    content: list[dict[str, Any]], people: dict[str, Member], *, before: set[str], now: datetime
) -> None:
    """Pages that were never here, of people who are and have none; oldest first."""
    for one in sorted(content, key=lambda one: -one["days_ago"]):
        key = f"mentor:{one['handle']}"
        member = people.get(one["handle"])
        if key in before or member is None:
            continue
        DemoPart.objects.create(key=key)
        if Offer.objects.filter(member=member).exists():
            continue
        # In a demo that people have played with, somebody may be suspended by now.
        with suppress(Invalid, Refused):
            _bring(one, member, now)


def _bring(one: dict[str, Any], member: Member, now: datetime) -> None:
    at = now - timedelta(days=one["days_ago"])
    said: Any = {name: value for name, value in one.items() if name not in _OURS}
    said["hours"] = [
        Span(weekday, _minutes(begins), _minutes(ends)) for weekday, begins, ends in one["hours"]
    ]
    offer = mentors.publish(mentors.save(member, by=member, said=said, now=at), by=member, now=at)
    if one.get("paused"):
        offer = mentors.pause(offer, by=member, now=now - timedelta(days=3))
    if days := one.get("away_days"):
        # Said today, since the last day away lies in the future.
        offer = mentors.away(offer, by=member, until=now.date() + timedelta(days=days), now=now)
    # The hours of a week in UTC are those of this one.
    mentors.shelve(offer, now=now)
    _count_visits(offer, one["days_ago"], now)


def _count_visits(offer: Offer, days: int, now: datetime) -> None:
    """A few readers a day, more at the beginning of a week; the same whenever it is loaded."""
    Visit.objects.bulk_create(
        Visit(offer=offer, day=day, times=times)
        for back in range(min(days, _DAYS_COUNTED))
        if (day := now.date() - timedelta(days=back))
        and (times := (back * 7 + len(offer.lede)) % 5 + 2 * (day.weekday() < 2))
    )


def bring_requests(
    content: list[dict[str, Any]], people: dict[str, Member], *, before: set[str], now: datetime
) -> None:
    """What was never asked here, with all that followed, as far as both are here and it can be asked."""
    for one in sorted(content, key=lambda one: -one["hours_ago"]):
        key = f"request:{one['key']}"
        if key in before or not {one["by"], one["to"]} <= people.keys():
            continue
        DemoPart.objects.create(key=key)
        offer = Offer.objects.filter(member=people[one["to"]]).select_related("member").first()
        if offer is not None:
            with suppress(Invalid, Refused):
                _ask(one, offer, people[one["by"]], now)


def _ask(one: dict[str, Any], offer: Offer, by: Member, now: datetime) -> None:
    at = now - timedelta(hours=one["hours_ago"])
    said = mentorships.Said(one["asks"], one.get("why", ""), one.get("time", ""), one["kind"])
    request = mentorships.ask(offer, by=by, said=said, now=at)
    for verb, hours, words in one["then"]:
        _answer(request, verb, words, at + timedelta(hours=hours))


def _answer(request: Request, verb: str, words: str, at: datetime) -> None:
    """What the mentor did with it."""
    mentor = request.mentor
    assert mentor is not None
    if verb == "accept":
        mentorships.accept(request, by=mentor, words=words, now=at)
    elif verb == "ask_more":
        mentorships.ask_more(request, by=mentor, words=words, now=at)
    elif verb == "decline":
        mentorships.decline(request, by=mentor, words=words, now=at)
    else:
        mentorships.put_on_list(request, by=mentor, now=at)


def _minutes(clock: str) -> int:
    hours, minutes = clock.split(":")
    return int(hours) * 60 + int(minutes)
