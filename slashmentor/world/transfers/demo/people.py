"""The demo's people: accounts that one can log in to, with what they say they know."""

from datetime import datetime, timedelta
from typing import Any

from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import make_password

from slashmentor.base.text.render import render
from slashmentor.commons.happenings import happened
from slashmentor.commons.people.models import Member
from slashmentor.commons.topics.models import Expertise, Topic
from slashmentor.world.transfers.models import DemoPart

PASSWORD = "mentor-and-friend"  # noqa: S105  printed for everybody who tries the demo


def bring_people(content: list[dict[str, Any]], *, before: set[str], now: datetime) -> dict[str, Member]:
    """Make those people who were never here; all who are here now, by handle."""
    # Hashed once: thirty times would take longer than all the rest.
    password = make_password(PASSWORD)
    for one in content:
        key = f"person:{one['handle']}"
        if key in before or Member.objects.filter(handle=one["handle"]).exists():
            continue
        _bring(one, password, now)
        DemoPart.objects.create(key=key)
    handles = [one["handle"] for one in content]
    mine = {f"{handle}@example.org" for handle in handles}
    return {member.handle: member for member in Member.objects.filter(handle__in=handles, email__in=mine)}


def _bring(one: dict[str, Any], password: str, now: datetime) -> Member:
    joined = now - timedelta(days=one["joined_days_ago"])
    address = f"{one['handle']}@example.org"
    member: Member = Member.objects.create(
        handle=one["handle"],
        email=address,
        password=password,
        name=one["name"],
        is_pseudonym=one["pseudonym"],
        pronouns=one["pronouns"],
        stage=one["stage"],
        position=one["position"],
        affiliation=one["affiliation"],
        languages=one["languages"],
        time_zone=one["time_zone"],
        links=one["links"],
        bio=one["bio"],
        bio_html=render(one["bio"]).html,
        knows=[{"topic": known["topic"], "level": known["level"]} for known in one["expertise"]],
        joined_at=joined,
    )
    EmailAddress.objects.create(user=member, email=address, verified=True, primary=True)
    names = [known["topic"] for known in one["expertise"]]
    Topic.objects.bulk_create((Topic(name=name, created_at=now) for name in names), ignore_conflicts=True)
    topics = {topic.name: topic for topic in Topic.objects.filter(name__in=names)}
    Expertise.objects.bulk_create(
        Expertise(member=member, topic=topics[known["topic"]], level=known["level"], since=joined)
        for known in one["expertise"]
    )
    happened("member.joined", by=member, about=member, now=joined)
    happened("expertise.changed", by=member, about=member, now=joined)
    return member
