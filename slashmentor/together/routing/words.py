"""A suggestion's reason, what was done, and a greeting, in words."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from markupsafe import Markup

from slashmentor.commons.people.models import Member
from slashmentor.commons.topics.models import Level

from .queries.items import Item
from .queries.today import Done, Said

Titles = Mapping[int, tuple[str, str]]  # (title, path) of the questions that a reader may see
REASONS = 3


def why(item: Item, titles: Titles) -> Markup:
    """“You answered 4 on funding, 2 of them lately, and you list grant-writing as expert.”

    Topics are emphasised, names escaped. A fact about a question that isn't in `titles` is left out.
    """
    said = because(item.facts, titles)
    if not said and item.is_told:
        return _sentence([Markup(_("you were told of it while nobody had answered"))])  # noqa: S704 our words
    return said


def because(facts: Iterable[Mapping[str, Any]], titles: Titles) -> Markup:
    """The strongest of these facts as a sentence; "" where none can be said to this reader.

    What is listed isn't said of a topic that was answered on, and three of them leave the details out.
    """
    said: list[Mapping[str, Any]] = []
    for fact in facts:
        answered = {one["topic"] for one in said if one["kind"] == "answered"}
        if not (fact["kind"] == "listed" and fact["topic"] in answered) and _part(fact, titles):
            said.append(fact)
    said = said[:REASONS]
    if len(said) > 2:
        said = [{**fact, "lately": 0} for fact in said]
    return _sentence(
        [_too(fact, before) or _part(fact, titles) for before, fact in zip([None, *said], said, strict=False)]
    )


def greeting(member: Member, *, now: datetime) -> str:
    """Words for the hour where the member is, with the name they go by."""
    hour = now.astimezone(ZoneInfo(member.time_zone)).hour
    if 5 <= hour < 12:
        words = _("Good morning, %(name)s")
    elif 12 <= hour < 18:
        words = _("Good afternoon, %(name)s")
    else:
        words = _("Good evening, %(name)s")
    return words % {"name": member.shown_name if member.is_pseudonym else member.shown_name.split()[0]}


def lede(number: int) -> str:
    """How much waits, and how long it may take."""
    return {
        1: _("One question fits what you know. Perhaps ten minutes, and then you’re done for today."),
        2: _("Two questions fit what you know. Perhaps twenty minutes, and then you’re done for today."),
        3: _("Three questions fit what you know. Perhaps half an hour, and then you’re done for today."),
        4: _("Four questions fit what you know. Perhaps forty minutes, and then you’re done for today."),
        5: _("Five questions fit what you know. Take the one you like best; none of them has to be today."),
    }[number]


def day_name(moment: datetime, *, member: Member, now: datetime) -> str:
    """A day as one says it where the member is: “tomorrow”, “on Wednesday”, “on 14 December”."""
    zone = ZoneInfo(member.time_zone)
    day, today = moment.astimezone(zone).date(), now.astimezone(zone).date()
    days = (day - today).days
    if days <= 0:
        return _("today")
    if days == 1:
        return _("tomorrow")
    if days < 7:
        return _("on %(weekday)s") % {"weekday": date_format(day, "l")}
    return _("on %(day)s") % {"day": date_format(day, "j F" if day.year == today.year else "j F Y")}


def done_words(done: Done, *, member: Member, now: datetime) -> Markup:
    """What they did with a question or a topic, as a line that leads there: “You took on: Two offers, one deadline”."""
    day = day_name(done.until, member=member, now=now) if done.until else ""
    words = {
        Said.ON_IT: _("You are on it: %(title)s"),
        Said.LATER: _("Later, %(day)s: %(title)s"),
        Said.NOT_FOR_ME: _("Not for you: %(title)s"),
        Said.ANSWERED: _("You answered: %(title)s"),
        Said.DECLINED: _("Nothing about %(title)s, until you say so")
        if done.until is None
        else _("Nothing about %(title)s for a while; again %(day)s"),
    }[done.said]
    title = Markup('<a href="{}">{}</a>').format(done.path, done.title)
    return Markup(words) % {"title": title, "day": day}  # noqa: S704 our words


def _sentence(parts: Sequence[Markup]) -> Markup:
    """At most three clauses, joined, with a capital in front."""
    if not parts:
        return Markup("")
    first = Markup(str(parts[0])[:1].upper() + str(parts[0])[1:])  # noqa: S704 escaped before
    if len(parts) == 1:
        return Markup(_("%(one)s.")) % {"one": first}  # noqa: S704 our words
    if len(parts) == 2:
        return Markup(_("%(one)s, and %(other)s.")) % {"one": first, "other": parts[1]}  # noqa: S704 our words
    return Markup(_("%(one)s, %(two)s, and %(three)s.")) % {  # noqa: S704 our words
        "one": first,
        "two": parts[1],
        "three": parts[2],
    }


def _part(fact: Mapping[str, Any], titles: Titles) -> Markup:
    """One fact as a clause; "" for what can't be said to this reader, or isn't known here."""
    write = _CLAUSES.get(fact["kind"])
    return write(fact, titles) if write is not None else Markup("")


def _too(fact: Mapping[str, Any], before: Mapping[str, Any] | None) -> Markup:
    """The same more shortly after a clause of its kind: “you answered 4 on funding, and 2 on contracts”; else ""."""
    if before is None or before["kind"] != fact["kind"]:
        return Markup("")
    if fact["kind"] == "answered":
        words = ngettext("one on <em>%(topic)s</em>", "%(count)s on <em>%(topic)s</em>", fact["count"])
        return Markup(words) % {"count": fact["count"], "topic": fact["topic"]}  # noqa: S704 our words
    if fact["kind"] == "listed" and fact["level"] == before["level"]:
        return Markup(_("<em>%(topic)s</em> as well")) % {"topic": fact["topic"]}  # noqa: S704 our words
    return Markup("")


def _answered(fact: Mapping[str, Any], _titles: Titles) -> Markup:
    count, lately = fact["count"], fact.get("lately", 0)
    if lately == 0:
        words = ngettext(
            "you answered one question on <em>%(topic)s</em>",
            "you answered %(count)s on <em>%(topic)s</em>",
            count,
        )
    elif lately == count:
        words = ngettext(
            "you answered one question on <em>%(topic)s</em> lately",
            "you answered %(count)s on <em>%(topic)s</em> lately",
            count,
        )
    else:
        words = ngettext(
            "you answered %(count)s on <em>%(topic)s</em>, one of them lately",
            "you answered %(count)s on <em>%(topic)s</em>, %(lately)s of them lately",
            lately,
        )
    return Markup(words) % {"count": count, "lately": lately, "topic": fact["topic"]}  # noqa: S704 our words


def _listed(fact: Mapping[str, Any], _titles: Titles) -> Markup:
    words = {
        Level.EXPERT: _("you list <em>%(topic)s</em> as expert"),
        Level.CAN_HELP: _("you can help with <em>%(topic)s</em>"),
        Level.LEARNING: _("you are learning <em>%(topic)s</em>"),
    }[Level(fact["level"])]
    return Markup(words) % {"topic": fact["topic"]}  # noqa: S704 our words


def _published(fact: Mapping[str, Any], _titles: Titles) -> Markup:
    words = ngettext(
        "you published on <em>%(topic)s</em>",
        "you have %(count)s publications on <em>%(topic)s</em>",
        fact["count"],
    )
    return Markup(words) % {"count": fact["count"], "topic": fact["topic"]}  # noqa: S704 our words


def _endorsed(fact: Mapping[str, Any], _titles: Titles) -> Markup:
    words = ngettext(
        "somebody said that you helped them with <em>%(topic)s</em>",
        "%(count)s people said that you helped them with <em>%(topic)s</em>",
        fact["count"],
    )
    return Markup(words) % {"count": fact["count"], "topic": fact["topic"]}  # noqa: S704 our words


def _similar(fact: Mapping[str, Any], titles: Titles) -> Markup:
    if fact["question"] not in titles:
        return Markup("")
    title, path = titles[fact["question"]]
    words = _('you answered one like it, “<a href="%(path)s">%(title)s</a>”')
    return Markup(words) % {"path": path, "title": title}  # noqa: S704 our words


def _like(_fact: Mapping[str, Any], _titles: Titles) -> Markup:
    return Markup(_("it reads like what you answer"))  # noqa: S704 our words


def _like_their_profile(_fact: Mapping[str, Any], _titles: Titles) -> Markup:
    return Markup(_("it reads like what you list or published"))  # noqa: S704 our words


_CLAUSES = {
    "answered": _answered,
    "listed": _listed,
    "published": _published,
    "endorsed": _endorsed,
    "similar": _similar,
    "words": _like,
    "profile": _like_their_profile,
}
