"""Made-up members, with what they say they know and how they stand."""

import secrets
from datetime import datetime, timedelta

from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX

from slashmentor.base.bulk import insert
from slashmentor.base.text.slug import slugify_title
from slashmentor.commons.communities.models import Community
from slashmentor.commons.people.models import Member, Stage
from slashmentor.commons.standing.bringing import bring_standings
from slashmentor.commons.topics.models import Expertise, Level
from slashmentor.together.search.models import Card
from slashmentor.world.transfers.seed.words import Words

_YEARS = 8


def make_people(
    count: int, words: Words, communities: list[Community], topic_ids: dict[str, int], *, now: datetime
) -> list[int]:
    """Write members; their ids."""
    begin = now - timedelta(days=365 * _YEARS)
    first = (Member.objects.order_by("-pk").values_list("pk", flat=True).first() or 0) + 1
    ids = list(range(first, first + count))
    people, expertise, standings, cards = [], [], [], []
    for pk in ids:
        name = words.name()
        handle = f"{slugify_title(name)[:22]}-{pk}"
        joined = begin + (now - begin) * words.random.random()
        topics = [words.topics[place] for place in words.some_topics()]
        levels = [words.random.choice(Level.values) for _ in topics]
        known = [{"topic": topic, "level": level} for topic, level in zip(topics, levels, strict=True)]
        password = UNUSABLE_PASSWORD_PREFIX + secrets.token_urlsafe(30)
        people.append((pk, handle, name, words.random.choice(Stage.values), password, known, joined))
        expertise += [
            (pk, topic_ids[topic], level, joined) for topic, level in zip(topics, levels, strict=True)
        ]
        standings += [
            (community.pk, pk, 1 + int(words.random.paretovariate(0.8) * 10) % 200_000, joined)
            for community in communities
            if community is communities[0] or words.random.random() < 0.1
        ]
        cards.append((pk, f"{name} {handle}".lower(), " ".join(topics)))
    insert(Member, ("id", "handle", "name", "stage", "password", "knows", "joined_at"), people)
    insert(Expertise, ("member", "topic", "level", "since"), expertise)
    bring_standings(standings)
    insert(Card, ("member", "title", "body"), cards)
    return ids
