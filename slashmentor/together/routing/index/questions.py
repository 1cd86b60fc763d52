"""Which questions fit a member (`index.fitting_questions`)."""

from collections.abc import Collection
from datetime import datetime, timedelta
from typing import NamedTuple

import numpy as np

from slashmentor.commons.people.models import Member
from slashmentor.parts.questions import seals
from slashmentor.parts.questions.models import Entry, Tagging

from ..ranking.figures import PROFILE_HALF_LIVES, TOPIC_HALF_LIVES, Asked
from . import Found, reading
from .facts import Speaks, facts_of
from .held import the_index
from .own import Index
from .standing import reasons_of, score_of

OLDEST = timedelta(days=365)
TOPICS = 15  # those that a member knows best
ON_EACH = 8  # the newest questions that wait on each
BY_WORDS = 50  # those that read most like what they answered
MOST_LOOKED_AT = 100
STEADY = 1  # of the half-lives: the middle one


class _Open(NamedTuple):
    """A question that waits, and may be anybody's but the member's."""

    id: int
    asker: int | None
    persona: int | None
    topics: list[str]


class _Fitting(NamedTuple):
    one: _Open
    chance: float
    place: int
    reasons: dict[str, float]
    similar: int | None


def fitting_questions(member: Member, *, most: int, now: datetime) -> list[Found]:
    with the_index() as index:
        index.settle()
        row = index.figures.row_of.get(member.pk)
        if row is None:
            return []
        topics, alike = _best_topics(index, row), _alike(index, row, now)
    found = _open([*_on_topics(topics, now), *alike], member, now)
    bags = reading.bags([one.id for one in found])
    with the_index() as index:
        fitting = [_fitting(index, member, *scored) for scored in _scored(index, row, found, bags)[:most]]
    said = [Speaks(member.pk, each.one.topics, each.reasons, each.similar) for each in fitting]
    facts = facts_of(said, now=now)
    best = [
        Found(member.pk, each.one.id, round(each.chance, 4), each.place, speak)
        for each, speak in zip(fitting, facts, strict=True)
        if speak
    ]
    return sorted(best, key=lambda each: (-each.score, -each.question_id))


def _scored(
    index: Index, row: int, found: list[_Open], bags: dict[int, dict[str, float]]
) -> list[tuple[_Open, Asked, float]]:
    """By what the member brings, before it is held against what everybody else does."""
    scored = []
    for one in found:
        asked = index.see(one.id, bags.get(one.id, {}), one.topics)
        scored.append((one, asked, score_of(index.figures, index.in_use, asked, row, index.clock.now)))
    return sorted(scored, key=lambda each: (-each[2], -each[0].id))


def _fitting(index: Index, member: Member, one: _Open, asked: Asked, score: float) -> _Fitting:
    without = () if one.asker is None else (one.asker,)
    standing = index.standing(one.id, asked, without=without)
    row = index.figures.row_of[member.pk]
    reasons = reasons_of(index.figures, index.in_use, standing, row, index.clock.now)
    similar = index.similar_answered(standing.asked, [member.pk]).get(member.pk)
    return _Fitting(one, standing.chance(score), standing.place(score), reasons, similar)


def _best_topics(index: Index, row: int) -> list[str]:
    """Those they answered most in, fading, and those their profile names."""
    figures = index.figures
    listed = figures.listed.get(row)
    known = dict(listed.topics) if listed is not None else {}
    for topic, holders in figures.topics.items():
        if row in holders.places:
            place = holders.places[row]
            counts = holders.counts.read(slice(place, place + 1), index.clock.now)
            known[topic] = known.get(topic, 0.0) + float(counts[0, len(TOPIC_HALF_LIVES) // 2])
    return sorted(known, key=lambda topic: (-known[topic], topic))[:TOPICS]


def _on_topics(topics: list[str], now: datetime) -> list[int]:
    """The newest that wait on each; along t_unanswered."""
    found: list[int] = []
    for topic in topics:
        rows = Tagging.objects.filter(
            topic__name=topic, is_listed=True, is_open=True, is_answered=False, created_at__gte=now - OLDEST
        )
        newest = rows.order_by("-created_at", "-question")[:ON_EACH]
        found += [one.question_id for one in newest.only("question_id")]
    return found


def _alike(index: Index, row: int, now: datetime) -> list[int]:
    """Of the last year's, those that read most like what they answered and what their profile says."""
    figures = index.figures
    profile = figures.profiles.values[row, STEADY] * np.exp2(
        (figures.profiles.moments[row] - index.clock.now) / PROFILE_HALF_LIVES[STEADY]
    )
    if row in figures.listed:
        profile = profile + figures.listed[row].answers * figures.listed[row].vector
    first = int(np.searchsorted(index.asked_at, (now - OLDEST).timestamp()))
    lately = figures.questions[first:]
    if not lately or not profile.any():
        return []
    likeness = np.stack([question.vector for question in lately]) @ profile
    best = np.argsort(-likeness, kind="stable")[:BY_WORDS]
    return [index.ids[first + place] for place in best.tolist() if likeness[place] > 0]


def _open(ids: Collection[int], member: Member, now: datetime) -> list[_Open]:
    """Those of them that wait for an answer which isn't theirs already, newest first."""
    answered = Entry.objects.filter(author=member, kind=Entry.Kind.ANSWER).values("question")
    rows = (
        reading.waiting()
        .filter(pk__in=set(ids), created_at__gte=now - OLDEST)
        .exclude(author=member)
        .exclude(pk__in=answered)
        .order_by("-created_at", "-pk")
        .values_list("pk", "author_id", "persona_id", "topic_names")
    )
    found = [_Open(*row) for row in rows[:MOST_LOOKED_AT]]
    personas = {one.persona for one in found if one.persona is not None}
    own = seals.theirs_among(personas, member.pk)
    return [one for one in found if one.persona not in own]
