"""A member lists what they know."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from slashmentor.base.errors import Invalid
from slashmentor.base.permissions import allow, refuse_until
from slashmentor.commons.happenings import happened
from slashmentor.commons.people.data import exports
from slashmentor.commons.people.models import Member
from slashmentor.commons.people.rules import can_change
from slashmentor.commons.topics.models import Expertise, Level, Topic
from slashmentor.commons.topics.queries import meant_by

MOST = 30

STRONGEST_FIRST = [Level.EXPERT, Level.CAN_HELP, Level.LEARNING]


@transaction.atomic
def list_expertise(member: Member, *, by: Member, levels: Mapping[str, str], now: datetime) -> None:
    """Make `{topic's name: level}` all that the member lists. Names that nobody used become topics.

    `Member.knows` says the same, in the same transaction, so that pages need no second query.
    Raises Invalid (a name that can't be one, an unknown level, more than 30), Refused for anybody else.
    """
    allow(can_change, by, member, or_say=_("Only you can say what you know."))
    refuse_until(member.suspended_until, now=now)
    named = {tidy_name(name): level for name, level in levels.items()}
    meant = meant_by(named)
    wanted = {meant.get(name, name): level for name, level in named.items()}
    _check(wanted)
    # The member's row is the lock: of two tabs, the second sees what the first did.
    Member.objects.select_for_update().get(pk=member.pk)
    listed = {one.topic.name: one for one in member.expertise.select_related("topic")}
    gone = [one.pk for name, one in listed.items() if name not in wanted]
    Expertise.objects.filter(pk__in=gone).delete()
    changed = [name for name, level in wanted.items() if name in listed and listed[name].level != level]
    for name in changed:
        Expertise.objects.filter(pk=listed[name].pk).update(level=wanted[name], since=now)
    new = [name for name in wanted if name not in listed]
    topics = _topics(new, now)
    Expertise.objects.bulk_create(
        Expertise(member=member, topic=topics[name], level=wanted[name], since=now) for name in new
    )
    if gone or changed or new:
        keep_known(member)
        happened("expertise.changed", by=by, about=member, now=now, topics=sorted(wanted))


def keep_known(member: Member) -> None:
    """Write `Member.knows` anew from the rows: strongest first, then by name."""
    rows = member.expertise.values_list("topic__name", "level")
    member.knows = [
        {"topic": name, "level": level}
        for name, level in sorted(rows, key=lambda row: (STRONGEST_FIRST.index(Level(row[1])), row[0]))
    ]
    member.save(update_fields=["knows"])


def tidy_name(name: str) -> str:
    """A topic's name as it is kept: "/Peer review" becomes peer-review."""
    return "-".join(name.strip().lstrip("/#").lower().split())


def _check(wanted: Mapping[str, str]) -> None:
    if len(wanted) > MOST:
        raise Invalid(
            _("At most %(most)s topics, so that each says something. You have %(number)s.")
            % {"most": MOST, "number": len(wanted)}
        )
    for name, level in wanted.items():
        if level not in Level.values:
            raise Invalid(_("There is no such level."))
        try:
            Topic._meta.get_field("name").clean(name, None)
        except ValidationError as error:
            raise Invalid({level: f"{name[:40]}: {' '.join(error.messages)}"}) from error


def _topics(names: list[str], now: datetime) -> dict[str, Topic]:
    """The topics of these names, made where there is none; two people may make one at once."""
    Topic.objects.bulk_create((Topic(name=name, created_at=now) for name in names), ignore_conflicts=True)
    return {topic.name: topic for topic in Topic.objects.filter(name__in=names)}


@exports("expertise")
def expertise_of(member: Member) -> list[dict[str, Any]]:
    return [
        {"topic": one.topic.name, "level": one.level, "since": one.since}
        for one in member.expertise.select_related("topic").order_by("topic__name")
    ]
