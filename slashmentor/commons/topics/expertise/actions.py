"""A member lists what they know."""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any, NamedTuple

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from slashmentor.base.errors import Invalid
from slashmentor.base.permissions import allow, refuse_until
from slashmentor.base.text.characters import tidy
from slashmentor.commons.happenings import happened
from slashmentor.commons.people.data import exports
from slashmentor.commons.people.models import Member
from slashmentor.commons.people.rules import can_change
from slashmentor.commons.topics.models import Expertise, Level, Topic
from slashmentor.commons.topics.queries import meant_by

MOST = 30
YEARS_AT_MOST = 80
WORDS_AT_MOST = 200

STRONGEST_FIRST = [Level.EXPERT, Level.CAN_HELP, Level.LEARNING]


class Details(NamedTuple):
    """What a member says of a topic beside its level."""

    years: int | None = None  # of doing it
    words: str = ""


@transaction.atomic
def list_expertise(
    member: Member,
    *,
    by: Member,
    levels: Mapping[str, str],
    details: Mapping[str, Details] | None = None,
    now: datetime,
) -> None:
    """Make `{topic's name: level}` all that the member lists. Names that nobody used become topics.

    `details`: years and words of those it names; the others keep theirs. `Member.knows` says the same levels, in the
    same transaction, so that pages need no second query.
    Raises Invalid by the name that it is about (one that can't be a topic's, an unknown level, too long words), or
    for the whole (more than 30), and Refused for anybody else.
    """
    allow(can_change, by, member, or_say=_("Only you can say what you know."))
    refuse_until(member.suspended_until, now=now)
    named = {tidy_name(name): level for name, level in levels.items()}
    said = {tidy_name(name): _tidy(one) for name, one in (details or {}).items()}
    _check(named, said)
    meant = meant_by(named)
    wanted = {meant.get(name, name): level for name, level in named.items()}
    said = {meant.get(name, name): one for name, one in said.items()}
    # The member's row is the lock: of two tabs, the second sees what the first did.
    member.take_turns()
    listed = {one.topic.name: one for one in member.expertise.select_related("topic")}
    gone = [one.pk for name, one in listed.items() if name not in wanted]
    Expertise.objects.filter(pk__in=gone).delete()
    changed = [
        one
        for name, one in listed.items()
        if name in wanted and _change(one, wanted[name], said.get(name), now)
    ]
    Expertise.objects.bulk_update(changed, ["level", "since", "years", "words"])
    new = [name for name in wanted if name not in listed]
    topics = _topics(new, now)
    Expertise.objects.bulk_create(
        _row(member, topics[name], wanted[name], said.get(name, Details()), now) for name in new
    )
    if gone or changed or new:
        keep_known(member)
        happened("expertise.changed", by=by, about=member, now=now, topics=sorted(wanted))


@transaction.atomic
def change_expertise(
    member: Member,
    *,
    by: Member,
    added: Mapping[str, str] | None = None,
    levels: Mapping[str, str] | None = None,
    details: Mapping[str, Details] | None = None,
    without: Collection[str] = (),
    now: datetime,
) -> None:
    """Change some of what the member lists and leave the rest, so that two tabs take nothing from one another.

    `added`: new topics with a level; one that is listed already keeps its own. `levels` and `details`: of those listed,
    by name; one that is listed no more stays so. `without`: those that go. Raises what `list_expertise` does.
    """
    member.take_turns()
    listed = dict(member.expertise.values_list("topic__name", "level"))
    gone = {tidy_name(name) for name in without}
    meant = meant_by([tidy_name(name) for name in added or {}])
    new = {meant.get(tidy_name(name), tidy_name(name)): level for name, level in (added or {}).items()}
    changed = {name: level for name, level in (levels or {}).items() if name in listed}
    list_expertise(
        member,
        by=by,
        levels={name: level for name, level in {**new, **listed, **changed}.items() if name not in gone},
        details={name: one for name, one in (details or {}).items() if name in listed and name not in gone},
        now=now,
    )


def keep_known(member: Member) -> None:
    """Write `Member.knows` anew from the rows: strongest first, then by name."""
    rows = member.expertise.values_list("topic__name", "level")
    member.knows = [
        {"topic": name, "level": level}
        for name, level in sorted(rows, key=lambda row: (STRONGEST_FIRST.index(Level(row[1])), row[0]))
    ]
    member.save(update_fields=["knows"])


def take_in(kept: Expertise, gone: Expertise) -> None:
    """Of two rows that become one, the stronger level holds, and the longer time; the kept one's words go first."""
    kept.level = min((kept.level, gone.level), key=lambda level: STRONGEST_FIRST.index(Level(level)))
    kept.years = max((one.years for one in (kept, gone) if one.years is not None), default=None)
    kept.words = kept.words or gone.words
    kept.save(update_fields=["level", "years", "words"])
    gone.delete()


def tidy_name(name: str) -> str:
    """A topic's name as it is kept: "/Peer review" becomes peer-review."""
    return "-".join(name.strip().lstrip("/#").lower().split())


def _tidy(one: Details) -> Details:
    return Details(one.years, " ".join(tidy(one.words).split()))


def _check(levels: Mapping[str, str], details: Mapping[str, Details]) -> None:
    if len(levels) > MOST:
        raise Invalid(
            _("At most %(most)s topics, so that each says something. You have %(number)s.")
            % {"most": MOST, "number": len(levels)}
        )
    errors: dict[str, str] = {}
    for name, level in levels.items():
        if level not in Level.values:
            errors[name] = _("There is no such level.")
        try:
            Topic._meta.get_field("name").clean(name, None)
        except ValidationError as error:
            errors[name] = f"{name[:40]}: {' '.join(error.messages)}"
    for name, one in details.items():
        if one.years is not None and not 0 <= one.years <= YEARS_AT_MOST:
            errors[name] = _("Years are a number from 0 to %(most)s.") % {"most": YEARS_AT_MOST}
        if len(one.words) > WORDS_AT_MOST:
            errors[name] = _("Your own words have at most %(most)s characters.") % {"most": WORDS_AT_MOST}
    if errors:
        raise Invalid(errors)


def _row(member: Member, topic: Topic, level: str, said: Details, now: datetime) -> Expertise:
    return Expertise(member=member, topic=topic, level=level, years=said.years, words=said.words, since=now)


def _change(one: Expertise, level: str, said: Details | None, now: datetime) -> bool:
    """Let the row say this; whether it said something else. `since` is when its level was given."""
    before = (one.level, one.years, one.words)
    if one.level != level:
        one.level, one.since = level, now
    if said is not None:
        one.years, one.words = said
    return before != (one.level, one.years, one.words)


def _topics(names: list[str], now: datetime) -> dict[str, Topic]:
    """The topics of these names, made where there is none; two people may make one at once."""
    Topic.objects.bulk_create((Topic(name=name, created_at=now) for name in names), ignore_conflicts=True)
    return {topic.name: topic for topic in Topic.objects.filter(name__in=names)}


@exports("expertise")
def expertise_of(member: Member) -> list[dict[str, Any]]:
    return [
        {
            "topic": one.topic.name,
            "level": one.level,
            "years": one.years,
            "words": one.words,
            "since": one.since,
        }
        for one in member.expertise.select_related("topic").order_by("topic__name")
    ]
