"""A query in the words of the index: FTS5's MATCH on SQLite, a tsquery on PostgreSQL; and an entry's marks.

Only letters and digits get in here (grammar.tokens), so nothing that somebody types is ever syntax.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from slashmentor.base.text.fold import fold

from .grammar import Query, State

_KINDS = {State.QUESTION: 1, State.ANSWER: 2, State.ACCEPTED: 2, State.UNANSWERED: 1, State.CLOSED: 1}


# Folding turns every ø into o, so no text and no query has a word with it: marks stand apart from words.
_SIGN = "ø"
# A query that finds nothing.
NOTHING = f'"{_SIGN}"'


def topic_mark(name: str) -> str:
    # Hexadecimal, since c++ and q# have to stay apart; the 0 at its end is safe from stemming.
    return f"{_SIGN}t{fold(name).encode().hex()}0"


def kind_mark(kind: int) -> str:
    return f"{_SIGN}k{kind}"


def community_mark(community_id: int) -> str:
    return f"{_SIGN}c{community_id}"


def user_mark(member_id: int | None) -> str:
    return f"{_SIGN}u{member_id or 0}"


def marks(*, kind: int, community_id: int, author_id: int | None, topics: Iterable[str]) -> str:
    """What an entry is, as words of the index. An answer has its question's topics."""
    return " ".join(
        [
            kind_mark(kind),
            community_mark(community_id),
            user_mark(author_id),
            *(topic_mark(name) for name in topics),
        ]
    )


@dataclass
class Wanted:
    """What the index has to find: every one of `words` (or, relaxed, any) and every mark, none of the others."""

    words: Sequence[tuple[str, ...]] = ()
    phrases: Sequence[tuple[str, ...]] = ()
    without: Sequence[tuple[str, ...]] = ()
    marks: list[str] = field(default_factory=list)
    without_marks: list[str] = field(default_factory=list)

    @property
    def positive(self) -> bool:
        return bool(self.words or self.phrases or self.marks)


def wanted(query: Query, *, user_id: int | None, community_id: int | None) -> Wanted:
    """The part of a query that the index answers. `user_id` is whose handle `query.user` is (0: nobody's)."""
    found = Wanted(words=query.words, phrases=query.phrases, without=query.without)
    found.marks = [topic_mark(name) for name in query.topics]
    found.without_marks = [topic_mark(name) for name in query.without_topics]
    kinds = [_KINDS[state] for state in query.states] + ([1] if query.answers else [])
    found.marks += [kind_mark(kind) for kind in dict.fromkeys(kinds)]
    if query.user:
        found.marks.append(user_mark(user_id))
    if community_id:
        found.marks.append(community_mark(community_id))
    if not found.positive:  # only numbers were asked for: both kinds
        found.marks.append(f"{kind_mark(1)} {kind_mark(2)}")
    return found


def fts5(query: Wanted, *, relaxed: bool = False) -> str:
    """The query for `search_words MATCH`. Relaxed: one word is enough, and so is its beginning."""
    needed = [_phrase(words) for words in query.phrases]
    if relaxed:
        beginnings = [
            _phrase(word) + ("*" if len(word[-1]) > _SHORTEST_BEGINNING else "") for word in query.words
        ]
        needed += [f"({' OR '.join(beginnings)})"] if beginnings else []
    else:
        needed += [_phrase(word) for word in query.words]
    needed += [f"({' OR '.join(_phrase((one,)) for one in mark.split())})" for mark in query.marks]
    unwanted = [
        *(_phrase(words) for words in query.without),
        *(_phrase((mark,)) for mark in query.without_marks),
    ]
    match = " AND ".join(needed)
    return f"({match}) NOT ({' OR '.join(unwanted)})" if unwanted else match


def postgresql(query: Wanted, *, relaxed: bool = False) -> tuple[str, list[Any]]:
    """The same as a condition on `search_document`, with its parameters.

    Marks are a column of their own there: small, so that a walk back from the newest need not unpack the words.
    """
    needed = [_PHRASE] * len(query.phrases)
    parameters: list[Any] = [" ".join(words) for words in query.phrases]
    if relaxed and query.words:
        some = []
        for word in query.words:
            some.append(_PHRASE)
            parameters.append(" ".join(word))
            if len(word[-1]) > _SHORTEST_BEGINNING:
                some.append("to_tsquery('english', %s)")
                parameters.append(_beginning(word))
        needed.append(f"({' || '.join(some)})")
    else:
        needed += [_PHRASE] * len(query.words)
        parameters += [" ".join(word) for word in query.words]
    for words in query.without:
        needed.append(f"!!{_PHRASE}")
        parameters.append(" ".join(words))
    conditions = [f"words @@ ({' && '.join(needed)})"] if needed else []
    if all_of := [mark for mark in query.marks if " " not in mark]:
        conditions.append("marked @> %s::text[]")
        parameters.append(all_of)
    if query.without_marks:
        conditions.append("NOT marked && %s::text[]")
        parameters.append(query.without_marks)
    return " AND ".join(conditions) or "true", parameters


def tsquery_words(query: Wanted) -> tuple[str, list[str]]:
    """The words alone, any of them, as an SQL expression to rank by."""
    words = [" ".join(word) for word in (*query.phrases, *query.words)]
    return " || ".join([_PHRASE] * len(words)) or "''::tsquery", words


def fts5_card(query: Query) -> str:
    """The query for `search_cards MATCH`: all the words; the last may be a beginning, since names are typed so."""
    words = [*query.phrases, *query.words]
    needed = " AND ".join(_phrase(word) for word in words[:-1])
    last = f"({_phrase(words[-1])} OR {_phrase(words[-1])}*)"
    unwanted = " OR ".join(_phrase(word) for word in query.without)
    return f"({needed + ' AND ' if needed else ''}{last})" + (f" NOT ({unwanted})" if unwanted else "")


def tsquery_card(query: Query) -> tuple[str, list[str]]:
    """The same as an SQL expression with its parameters. Names aren't stemmed there, what tells about people is."""
    words = [*query.phrases, *query.words]
    needed = [f"({_PHRASE} || phraseto_tsquery('simple', %s))" for _word in words]
    parameters = [" ".join(word) for word in words for _twice in range(2)]
    needed[-1] = f"({needed[-1]} || %s::tsquery)"
    parameters.append(_beginning(words[-1]))
    for word in query.without:
        needed.append(f"!!{_PHRASE}")
        parameters.append(" ".join(word))
    return " && ".join(needed), parameters


# Of shorter words, the beginning says too little.
_SHORTEST_BEGINNING = 3
_PHRASE = "phraseto_tsquery('english', %s)"


def _phrase(words: Sequence[str]) -> str:
    return f'"{" ".join(words)}"'


def _beginning(words: Sequence[str]) -> str:
    return " <-> ".join(f"'{word}'" for word in words) + ":*"
