"""Questions that are like a title: they share its rarer words, in their titles and topics."""

# ruff: noqa: S608  only our own words and numbers are put into the SQL; what somebody typed is a parameter

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import log, sqrt
from typing import Any, NamedTuple

from django.db import connection

from slashmentor.base.rows import fetch, listed

from ..grammar import meaningful
from ..models import CommonWord
from ..snippets import stem

MOST = 5
# So many stems begin the search, the rarest first, until they would find more than this share of all questions.
_STEMS = 6
_SHARE = 0.04
# So many candidates are compared word by word.
_COMPARED = 60
# What a word counts as that few titles have.
_RARE = 0.0005
# What many titles say whatever they are about.
_VAGUE = frozenset(
    [
        "advice",
        "another",
        "anyone",
        "around",
        "ask",
        "asked",
        "asking",
        "best",
        "better",
        "deal",
        "different",
        "doing",
        "find",
        "first",
        "getting",
        "give",
        "giving",
        "go",
        "going",
        "good",
        "handle",
        "help",
        "here",
        "keep",
        "know",
        "let",
        "like",
        "long",
        "look",
        "looking",
        "lot",
        "make",
        "making",
        "many",
        "may",
        "might",
        "mine",
        "much",
        "must",
        "need",
        "needed",
        "never",
        "new",
        "now",
        "okay",
        "people",
        "possible",
        "question",
        "really",
        "right",
        "say",
        "says",
        "someone",
        "something",
        "start",
        "still",
        "take",
        "tell",
        "thing",
        "things",
        "think",
        "through",
        "time",
        "too",
        "two",
        "use",
        "used",
        "using",
        "want",
        "wants",
        "way",
    ]
)
# Less than this has little more in common than a common word.
LEAST = 0.12


class Candidate(NamedTuple):
    id: int
    title: str
    slug: str
    topics_json: Any
    score: int
    answer_count: int
    accepted_id: int | None

    @property
    def topics(self) -> list[str]:
        return listed(self.topics_json)

    @property
    def path(self) -> str:
        return f"/questions/{self.id}/{self.slug}"


@dataclass(frozen=True)
class Alike:
    """A question, and how much it is like the other: 0 to 1, the same in both directions."""

    question: Candidate
    weight: float


def find_alike(
    title: str,
    topics: Sequence[str] = (),
    *,
    without: int = 0,
    community_id: int | None = None,
    most: int = MOST,
) -> list[Alike]:
    """The questions most like this title and these topics, best first; two statements.

    `without` is the question itself, when it is asked already.
    """
    words = {stem(word): word for word in _telling(title, topics)}
    if not words:
        return []
    stems = frozenset(words)
    shares = _shares(stems)
    begin = [words[one] for one in _rarest(stems, shares)]
    found = []
    for candidate in _candidates(begin, without=without, community_id=community_id):
        theirs = stems_of(candidate.title, candidate.topics)
        weight = likeness(stems, theirs, shares)
        if weight >= LEAST:
            found.append(Alike(candidate, round(weight, 4)))
    found.sort(key=lambda one: (-one.weight, -one.question.score, -one.question.id))
    return found[:most]


def stems_of(title: str, topics: Iterable[str]) -> frozenset[str]:
    """What a question is about, as stems: the words of its title that say something, and those of its topics."""
    return frozenset(stem(word) for word in _telling(title, topics))


def _telling(title: str, topics: Iterable[str]) -> list[str]:
    """The words that say what it is about; the vague ones only where there are no others."""
    words = meaningful(f"{title} {' '.join(topics)}")
    return [word for word in words if word not in _VAGUE] or words


def likeness(ours: frozenset[str], theirs: frozenset[str], shares: dict[str, float]) -> float:
    """How much two sets of stems have in common, a rare one counting more: their cosine."""
    common = sum(_worth(one, shares) for one in ours & theirs)
    if not common:
        return 0.0
    return common / sqrt(
        sum(_worth(one, shares) for one in ours) * sum(_worth(one, shares) for one in theirs)
    )


def _worth(one: str, shares: dict[str, float]) -> float:
    return log(1 / shares.get(one, _RARE)) ** 2


def _shares(stems: Iterable[str]) -> dict[str, float]:
    return dict(CommonWord.objects.filter(stem__in=list(stems)).values_list("stem", "share"))


def _rarest(stems: Iterable[str], shares: dict[str, float]) -> list[str]:
    """The stems to begin with: few enough of all questions have them to look at each."""
    by_share = sorted(stems, key=lambda one: (shares.get(one, _RARE), one))[:_STEMS]
    chosen: list[str] = []
    reached = 0.0
    for one in by_share:
        share = shares.get(one, _RARE)
        if chosen and reached + share > _SHARE:
            break
        chosen.append(one)
        reached += share
    return chosen


_COLUMNS = "q.id, q.title, q.slug, q.topic_names, q.score, q.answer_count, q.accepted_id"


def _candidates(words: Sequence[str], *, without: int, community_id: int | None) -> list[Candidate]:
    """The best of the questions with any of these words."""
    if connection.vendor == "postgresql":
        best = (
            "SELECT entry_id AS id, -ts_rank(heading, query) AS rank"
            " FROM search_document, to_tsquery('english', %s) AS query WHERE heading @@ query"
            f" ORDER BY rank, entry_id DESC LIMIT {_COMPARED}"
        )
        match = " | ".join(f"'{word}'" for word in words)
    else:
        best = (
            "SELECT rowid AS id, bm25(search_titles, 2, 1) AS rank FROM search_titles WHERE search_titles MATCH %s"
            f" ORDER BY rank LIMIT {_COMPARED}"
        )
        match = " OR ".join(f'"{word}"' for word in words)
    here = "AND q.community_id = %s" if community_id else ""
    return fetch(
        Candidate,
        f"SELECT {_COLUMNS} FROM ({best}) AS best JOIN questions_entry AS q ON q.id = best.id"
        f" WHERE q.deleted_at IS NULL AND q.id <> %s {here} ORDER BY best.rank",
        [match, without, *([community_id] if community_id else ())],
    )
