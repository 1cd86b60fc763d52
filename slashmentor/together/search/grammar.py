"""The language of the search field: words, "phrases", -without, [topic], user:, is:, score:, answers:.

Nothing that a person types is wrong: what isn't an operator is a word.
"""

import re
from dataclasses import dataclass, field
from enum import StrEnum

from slashmentor.base.text.fold import fold

# More than a person types; the rest is left out, so that a query's cost has a limit.
LONGEST = 400
MOST_WORDS = 16
MOST_PHRASES = 5

_FILLERS = frozenset(
    [
        "a",
        "about",
        "am",
        "an",
        "and",
        "any",
        "are",
        "as",
        "at",
        "be",
        "been",
        "but",
        "by",
        "can",
        "could",
        "did",
        "do",
        "does",
        "for",
        "from",
        "get",
        "had",
        "has",
        "have",
        "how",
        "i",
        "if",
        "in",
        "into",
        "is",
        "it",
        "its",
        "just",
        "me",
        "my",
        "no",
        "not",
        "of",
        "on",
        "one",
        "or",
        "our",
        "should",
        "so",
        "some",
        "than",
        "that",
        "the",
        "their",
        "them",
        "then",
        "there",
        "these",
        "they",
        "this",
        "to",
        "us",
        "was",
        "we",
        "were",
        "what",
        "when",
        "where",
        "which",
        "while",
        "who",
        "why",
        "will",
        "with",
        "would",
        "you",
        "your",
    ]
)
_PIECE = re.compile(
    r"""(?P<minus>-?)
        (?: \[(?P<topic>[^\[\]]{1,60})\]
          | "(?P<phrase>[^"]*)"
          | (?P<name>user|is|score|answers):(?P<value>[^\s\[\]"]+)
          | (?P<word>[^\s"\[\]]+|[\[\]"]) )""",
    re.VERBOSE | re.IGNORECASE,
)
_RANGE = re.compile(r"(?P<sign>>=|<=|>|<|=)?(?P<low>-?\d{1,9})?(?P<dots>\.\.)?(?P<high>-?\d{1,9})?", re.ASCII)
_TOKEN = re.compile(r"[^\W_]+")


class State(StrEnum):
    """What `is:` asks for."""

    QUESTION = "question"
    ANSWER = "answer"
    ACCEPTED = "accepted"  # answers that were accepted
    UNANSWERED = "unanswered"  # questions without an accepted answer or one that was found useful
    CLOSED = "closed"


@dataclass(frozen=True)
class Range:
    """From `low` to `high`, both included; None: no end there."""

    low: int | None
    high: int | None


@dataclass
class Query:
    """What somebody looks for. A word is a tuple of its parts, since "peer-review" is two side by side."""

    words: list[tuple[str, ...]] = field(default_factory=list)
    phrases: list[tuple[str, ...]] = field(default_factory=list)
    without: list[tuple[str, ...]] = field(default_factory=list)
    topics: list[str] = field(default_factory=list)
    without_topics: list[str] = field(default_factory=list)
    user: str = ""  # a handle; "me" is for the caller to replace
    states: list[State] = field(default_factory=list)
    score: Range | None = None
    answers: Range | None = None

    @property
    def has_words(self) -> bool:
        return bool(self.words or self.phrases)

    @property
    def is_plain(self) -> bool:
        """Words and phrases only: people and topics may be meant as well."""
        return self.has_words and not (
            self.topics or self.without_topics or self.user or self.states or self.score or self.answers
        )

    def __bool__(self) -> bool:
        """Whether there is something to look for; only leaving things out isn't."""
        return self.has_words or bool(self.topics or self.user or self.states or self.score or self.answers)


def parse(text: str) -> Query:
    """What `text` asks for. Never fails; of a text too long or with too many words, the beginning counts."""
    query = Query()
    plain: list[tuple[str, ...]] = []
    for piece in _PIECE.finditer(text[:LONGEST]):
        minus = bool(piece["minus"])
        if piece["topic"] is not None:
            names = query.without_topics if minus else query.topics
            name = fold("-".join(piece["topic"].split()))
            if name and name not in names and len(names) < MOST_PHRASES:
                names.append(name)
        elif piece["phrase"] is not None:
            _add(query.without if minus else query.phrases, tokens(piece["phrase"]), MOST_PHRASES)
        elif (
            piece["name"] is not None
            and not minus
            and _operator(query, piece["name"].lower(), piece["value"])
        ):
            pass
        else:
            said = piece["word"] if piece["name"] is None else f"{piece['name']}:{piece['value']}"
            _add(query.without if minus else plain, tokens(said), MOST_WORDS)
    # "How do I find a mentor" looks for find and mentor; "to be or not to be" for what it says.
    query.words = [word for word in plain if len(word) > 1 or word[0] not in _FILLERS] or plain
    if query.phrases and all(len(word) == 1 and word[0] in _FILLERS for word in query.words):
        query.words = []
    return query


def tokens(text: str) -> tuple[str, ...]:
    """The words of a text as both databases cut them: letters and digits, folded."""
    return tuple(_TOKEN.findall(fold(text)))


def meaningful(text: str) -> list[str]:
    """The different words of a text that say something, in their order, at most 16."""
    found = dict.fromkeys(word for word in tokens(text) if word not in _FILLERS and len(word) > 1)
    return list(found)[:MOST_WORDS]


def _add(to: list[tuple[str, ...]], words: tuple[str, ...], most: int) -> None:
    if words and words not in to and len(to) < most:
        to.append(words)


def _operator(query: Query, name: str, value: str) -> bool:
    """Take `name:value` into the query; False when it isn't one, and so just a word."""
    if name == "user":
        handle = value.removeprefix("@").lower()
        if not re.fullmatch(r"[a-z0-9_-]{1,30}", handle):
            return False
        query.user = handle
        return True
    if name == "is":
        try:
            state = State(value.lower())
        except ValueError:
            return False
        if state not in query.states:
            query.states.append(state)
        return True
    span = _range(value)
    if span is None:
        return False
    if name == "score":
        query.score = span
    else:
        query.answers = span
    return True


def _range(value: str) -> Range | None:
    """`3` and `>=3` and `3..`: at least 3; `=3`: just 3; `..3`, `<=3`, `1..3`, `>3`, `<3` as they say.

    `answers:0` and `score:0` mean just 0, since "at least none" says nothing.
    """
    found = _RANGE.fullmatch(value)
    if found is None or found["low"] is found["high"] is None:
        return None
    low, high = (int(number) if number is not None else None for number in (found["low"], found["high"]))
    sign = found["sign"] or ""
    if found["dots"]:
        return None if sign else Range(low, high)
    if low is None or high is not None:
        return None
    if not sign and low == 0:
        sign = "="
    ends = {">": (low + 1, None), "<": (None, low - 1), "<=": (None, low), "=": (low, low)}
    return Range(*ends.get(sign, (low, None)))
