"""Who fits a question (`index.fitting_members`)."""

from collections.abc import Collection
from datetime import datetime

from django.db.models import Q

from slashmentor.commons.people.models import Member
from slashmentor.parts.questions import seals
from slashmentor.parts.questions.models import Entry

from . import Found, reading
from .facts import Speaks, facts_of
from .held import the_index

SPARE = 30  # how many more are ranked than asked for, since some can't be here, and for some no fact speaks


def fitting_members(question: Entry, *, most: int, without: Collection[int], now: datetime) -> list[Found]:
    out = {*without, *_answered(question)}
    if question.author_id is not None:
        out.add(question.author_id)
    bag = reading.bags([question.pk]).get(question.pk)
    if bag is None:
        return []
    with the_index() as index:
        asked = index.see(question.pk, bag, question.topic_names)
        ranked = index.best(asked, most=most + SPARE, without=out)
        similar = index.similar_answered(asked, [one.member for one in ranked])
    here = _here(question, [one.member for one in ranked], now)
    left = [one for one in ranked if one.member in here][: max(most, SPARE)]
    said = [Speaks(one.member, question.topic_names, one.reasons, similar.get(one.member)) for one in left]
    shown = [(one, facts) for one, facts in zip(left, facts_of(said, now=now), strict=True) if facts]
    return [
        Found(one.member, question.pk, round(one.chance, 4), place, facts)
        for place, (one, facts) in enumerate(shown[:most], start=1)
    ]


def _answered(question: Entry) -> set[int]:
    answers = Entry.objects.filter(question=question.pk, kind=Entry.Kind.ANSWER).exclude(author=None)
    return set(answers.values_list("author", flat=True))


def _here(question: Entry, members: Collection[int], now: datetime) -> set[int]:
    """Those who can be brought a question now; never who asked it."""
    there = Member.objects.filter(
        Q(suspended_until=None) | Q(suspended_until__lte=now), pk__in=members, is_active=True, is_claimed=True
    )
    found = set(there.values_list("pk", flat=True))
    if question.persona_id is not None:
        found -= seals.asker_among(question.persona_id, found)
    return found
