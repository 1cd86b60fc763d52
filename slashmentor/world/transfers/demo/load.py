"""Loading the demo: what its people did, done again through the product's own actions, back-dated."""

import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from django.db import transaction
from django.db.models import Max

from slashmentor.base.jobs import run_waiting
from slashmentor.base.text.render import render
from slashmentor.commons.communities.models import Community, Moderator
from slashmentor.commons.people.models import Member
from slashmentor.commons.topics.actions import describe
from slashmentor.commons.topics.models import Topic
from slashmentor.together.badges.nightly import review
from slashmentor.together.notifications.models import Notification
from slashmentor.world.transfers.demo.endorsements import bring_endorsements
from slashmentor.world.transfers.demo.mentors import bring_mentors, bring_requests
from slashmentor.world.transfers.demo.people import PASSWORD, bring_people
from slashmentor.world.transfers.demo.threads import bring_threads
from slashmentor.world.transfers.models import DemoPart

LOG_INS = [
    ("ada", PASSWORD, "a doctoral researcher who asks and answers"),
    ("emmy", PASSWORD, "a professor whom many questions fit"),
    ("hollis", PASSWORD, "an independent scholar, moderator of Academia"),
]
CONTENT = Path(__file__).parent / "content"

_MODERATORS = {"academia": "hollis", "open-data": "ruth-o", "history": "fergus"}
_LITTLE = {
    **dict.fromkeys(("may.no_limits", "may.vote_up", "may.comment", "may.topics", "may.edit"), 1),
    **dict.fromkeys(("ask.in_24_hours", "ask.in_30_days", "first_day.questions", "first_day.answers"), 1000),
    "ask.newcomer_minutes": 0,
}
# Of what happened to the people one can log in as, this much is news.
_NEWS = 5


def load(*, now: datetime) -> None:
    """Load what isn't here yet, with everything that follows from it (search, like questions, notifications).

    Each part is loaded once and remembered, so a repeat brings back nothing that was edited or deleted since.
    No letters are sent.
    """
    # One transaction: the demo is here as a whole or not at all, and the disk is asked once instead of 4,000 times.
    with transaction.atomic():
        told_before = Notification.objects.aggregate(Max("pk"))["pk__max"] or 0
        before = set(DemoPart.objects.values_list("key", flat=True))
        people = bring_people(_read("people"), before=before, now=now)
        communities = _bring_communities(before, people, now)
        with _asking_for_little(communities.values()):
            _bring_topics(before, communities, now)
            bring_threads(
                {slug: _read(slug) for slug in communities}, communities, people, before=before, now=now
            )
            bring_endorsements(_read("endorsements"), people, before=before, now=now)
        bring_mentors(_read("mentors"), people, before=before, now=now)
        bring_requests(_read("requests"), people, before=before, now=now)
        loaded = DemoPart.objects.exclude(key__in=before).exists()
        if loaded:
            review(now=now)
            run_waiting(now, raising=False)
            _tell_in_order(told_before)
            _let_news_be_few(now)


@contextmanager
def _asking_for_little(communities: Iterable[Community]) -> Iterator[None]:
    """History is done again in its own order, and what the people had earned by then comes last: their votes.

    So for this transaction, which nobody else sees, the communities let everybody do what these people once did.
    """
    kept = {community.pk: community.numbers for community in communities}
    Community.objects.filter(pk__in=kept).update(numbers=_LITTLE)
    yield
    for pk, numbers in kept.items():
        Community.objects.filter(pk=pk).update(numbers=numbers)


def _read(name: str) -> list[dict[str, Any]]:
    content: list[dict[str, Any]] = json.loads((CONTENT / f"{name}.json").read_text(encoding="utf-8"))
    return content


def _bring_communities(before: set[str], people: dict[str, Member], now: datetime) -> dict[str, Community]:
    here = {}
    for one in _read("communities"):
        slug = one["slug"]
        key = f"community:{slug}"
        if key not in before:
            community, made = Community.objects.get_or_create(
                slug=slug,
                defaults={
                    "name": one["name"],
                    "tagline": one["tagline"],
                    "about": one["about"],
                    "about_html": render(one["about"]).html,
                    "created_at": now - timedelta(days=900),
                },
            )
            if made and (moderator := people.get(_MODERATORS[slug])):
                Moderator.objects.create(community=community, member=moderator, since=moderator.joined_at)
            DemoPart.objects.create(key=key)
        if community_here := Community.objects.filter(slug=slug).first():
            here[slug] = community_here
    return here


def _bring_topics(before: set[str], communities: dict[str, Community], now: datetime) -> None:
    for one in _read("topics"):
        key = f"topic:{one['community']}/{one['name']}"
        community = communities.get(one["community"])
        if key in before or community is None:
            continue
        by = Moderator.objects.filter(community=community).select_related("member").order_by("pk").first()
        topic, _ = Topic.objects.get_or_create(name=one["name"], defaults={"created_at": now})
        if by is not None:
            describe(
                topic,
                community=community,
                by=by.member,
                summary=one["summary"],
                wiki=one["wiki"],
                now=by.since + timedelta(days=7),
            )
        DemoPart.objects.create(key=key)


def _tell_in_order(told_before: int) -> None:
    """Notifications are read in the order in which they were written, and what came last here happened first."""
    written = Notification.objects.filter(member__in=_demo_people(), pk__gt=told_before)
    rows = list(written.order_by("at", "pk"))
    written.delete()
    for row in rows:
        row.pk = None
    Notification.objects.bulk_create(rows)


def _let_news_be_few(now: datetime) -> None:
    """Everybody has read what they were told, but for a little that is new to those one can log in as."""
    fresh: list[int] = []
    for handle, _, _ in LOG_INS:
        newest = Notification.objects.filter(member__handle=handle).order_by("-at", "-pk")
        fresh += newest.values_list("pk", flat=True)[:_NEWS]
    old = Notification.objects.filter(member__in=_demo_people()).exclude(pk__in=fresh)
    old.filter(seen_at=None).update(seen_at=now)
    Notification.objects.filter(member__in=_demo_people(), mailed_at=None).update(mailed_at=now)
    for member in _demo_people():
        member.unread = Notification.objects.filter(member=member, seen_at=None).count()
        member.save(update_fields=["unread"])


def _demo_people() -> list[Member]:
    return list(Member.objects.filter(email__in=[f"{one['handle']}@example.org" for one in _read("people")]))
