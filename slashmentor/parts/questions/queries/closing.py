"""What stands on the page of a closed question, why questions are closed here, and which one might be the same."""

import re
from collections import Counter
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

from django.core.cache import cache
from django.db.models import Case, F, IntegerField, Q, Value, When

from slashmentor.commons.communities.models import Moderator

from ..models import Ballot, CloseReason, Entry, Link, Reason

_ID = re.compile(r"^(?:.*/(?:questions|q|(?P<answer>a))/)?(?P<id>[1-9]\d{0,17})(?:[/?#].*)?$")
ANSWERS_SHOWN = 3
LOOKED_BACK = timedelta(days=365)
_KEPT = 3600  # seconds


class Closed(NamedTuple):
    """How a question was closed: by whom (moderators by their role), for what, and what helps there."""

    reason: str
    why: CloseReason | None
    names: list[tuple[str, str]]  # handle, name
    by_moderator: bool
    answers: list[Entry]
    elsewhere: dict[int, str]  # questions pointed to in another community, with its name


class Lately(NamedTuple):
    """Why a community's questions were closed in the last 365 days, the commonest first."""

    reasons: list[tuple[str, int]]
    own: list[tuple[str, str, int]]  # its own reasons: name, advice, how many

    @property
    def total(self) -> int:
        return sum(number for _reason, number in self.reasons)


def find_closed(question_id: int, targets: Sequence[int]) -> Closed:
    """A few queries for a closed question's notice, made with the page that is kept."""
    ballots = list(
        Ballot.objects.filter(
            entry=question_id,
            purpose=Ballot.Purpose.CLOSE,
            outcome=Ballot.Outcome.DONE,
            ended_at=F("entry__closed_at"),
        )
        .select_related("voter", "entry__closed_why")
        .order_by("cast_at", "pk")
    )
    question = ballots[0].entry if ballots else Entry.objects.select_related("closed_why").get(pk=question_id)
    moderators = set(
        Moderator.objects.filter(
            community=question.community_id, member__in=[ballot.voter_id for ballot in ballots]
        ).values_list("member", flat=True)
    )
    decisive = [ballot for ballot in ballots if ballot.voter_id in moderators or ballot.voter.is_staff]
    return Closed(
        reason=question.closed_reason if question.closed_reason in Reason.values else "",
        why=question.closed_why,
        names=[
            (ballot.voter.handle, ballot.voter.shown_name) for ballot in ballots if ballot not in decisive
        ],
        by_moderator=bool(decisive),
        answers=find_answers_there(targets),
        elsewhere=dict(
            Entry.objects.filter(pk__in=targets)
            .exclude(community=question.community_id)
            .values_list("pk", "community__name")
        ),
    )


def find_answers_there(question_ids: Sequence[int]) -> list[Entry]:
    """The best answers of the questions that a duplicate points on to: accepted ones first, then by score."""
    if not question_ids:
        return []
    accepted = Case(
        When(question__accepted=F("pk"), then=Value(0)), default=Value(1), output_field=IntegerField()
    )
    return list(
        Entry.objects.filter(question__in=question_ids, deleted_at=None, question__deleted_at=None)
        .annotate(rank=accepted)
        .order_by("rank", "-score", "pk")[:ANSWERS_SHOWN]
    )


def find_question_meant(words: str) -> Entry | None:
    """The question that an address or a number means (an answer's means its question); None for anything else."""
    match = _ID.match(words.strip())
    if match is None:
        return None
    found = Entry.objects.filter(pk=int(match["id"])).select_related("question").first()
    if found is None or found.deleted_at is not None:
        return None
    return found.question or found


def find_like(question: Entry, words: str, *, most: int = 6) -> list[Entry]:
    """Questions that might be the same: those whose titles have all these words, else those that are alike."""
    here = Entry.objects.filter(kind=Entry.Kind.QUESTION, deleted_at=None).exclude(pk=question.pk)
    if terms := words.split()[:6]:
        title = Q()
        for term in terms:
            # A title has no longer words; SQLite refuses to look for one of 50,000 letters.
            title &= Q(title__icontains=term[:60])
        return list(here.filter(title, community=question.community_id).order_by("-score", "-pk")[:most])
    links = Link.objects.filter(source=question, kind=Link.Kind.ALIKE, target__deleted_at=None)
    return [link.target for link in links.select_related("target").order_by("-weight", "pk")[:most]]


def find_why_closed_lately(community_id: int, *, now: datetime) -> Lately:
    """Counted along `q_closed_here`, and kept for an hour."""
    key = f"closed-lately:{community_id}"
    kept: Lately | None = cache.get(key)
    if kept is None:
        kept = count_why_closed_lately(community_id, now=now)
        cache.set(key, kept, _KEPT)
    return kept


def count_why_closed_lately(community_id: int, *, now: datetime) -> Lately:
    """The same, counted now: two queries."""
    closed = Entry.objects.filter(
        kind=Entry.Kind.QUESTION,
        community=community_id,
        closed_at__gt=now - LOOKED_BACK,
        closed_at__isnull=False,
    ).values_list("closed_reason", "closed_why")
    reasons: Counter[str] = Counter()
    own: Counter[int] = Counter()
    for reason, why in closed:
        if reason in Reason.values:
            reasons[reason] += 1
        if why is not None:
            own[why] += 1
    named = CloseReason.objects.filter(pk__in=own, retired_at=None) if own else ()
    order = {reason: number for number, reason in enumerate(Reason.values)}
    return Lately(
        sorted(reasons.items(), key=lambda item: (-item[1], order[item[0]])),
        sorted(((why.name, why.advice, own[why.pk]) for why in named), key=lambda row: (-row[2], row[0])),
    )
