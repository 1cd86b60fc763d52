"""A query in the words of the index: FTS5's MATCH on SQLite, a tsquery on PostgreSQL; and an entry's marks.

Only letters and digits get in here (grammar.tokens), so nothing that somebody types is ever syntax.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from slashmentor.base.text.fold import fold

from .grammar import Query, State

KIND = {State.QUESTION: "k1", State.ANSWER: "k2", State.ACCEPTED: "k2", State.UNANSWERED: "k1", State.CLOSED: "k1"}


def topic_mark(name: str) -> str:
    # Hexadecimal, since c++ and q# have to stay apart; the 0 at its end is safe from stemming.
    return f"t{fold(name).encode().hex()}0"


def user_mark(member_id: int | None) -> str:
    return f"u{member_id or 0}"


def marks(*, kind: int, community_id: int, author_id: int | None, topics: Iterable[str]) -> str:
    """What an entry is, as words of the index. An answer has its question's topics."""
    return " ".join(
        [f"k{kind}", f"c{community_id}", user_mark(author_id), *(topic_mark(name) for name in topics)]
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
    found.marks += list(dict.fromkeys(KIND[state] for state in query.states))
    if query.answers and "k1" not in found.marks:
        found.marks.append("k1")
    if query.user:
        found.marks.append(user_mark(user_id))
    if community_id:
        found.marks.append(f"c{community_id}")
    if not found.positive:  # only numbers were asked for: both kinds
        found.marks.append("k1 k2")
    return found


def fts5(query: Wanted, *, relaxed: bool = False) -> str:
    """The query for `search_words MATCH`. Relaxed: one word is enough, and so is its beginning."""
    needed = [_phrase(words) for words in query.phrases]
    if relaxed:
        beginnings = [_phrase(word) + ("*" if len(word[-1]) > 3 else "") for word in query.words]
        needed += [f"({' OR '.join(beginnings)})"] if beginnings else []
    else:
        needed += [_phrase(word) for word in query.words]
    needed = [f"{{title topics body}} : {one}" for one in needed]
    needed += [f"marks : ({' OR '.join(_phrase((one,)) for one in mark.split())})" for mark in query.marks]
    unwanted = [f"{{title topics body}} : {_phrase(words)}" for words in query.without]
    unwanted += [f"marks : {_phrase((mark,))}" for mark in query.without_marks]
    match = " AND ".join(needed)
    return f"({match}) NOT ({' OR '.join(unwanted)})" if unwanted else match


def tsquery(query: Wanted, *, relaxed: bool = False) -> tuple[str, list[str]]:
    """The same as an SQL expression with its parameters."""
    needed: list[str] = []
    parameters: list[str] = []
    for words in query.phrases:
        needed.append(_PHRASE)
        parameters.append(" ".join(words))
    if relaxed and query.words:
        needed.append("(" + " || ".join([_PHRASE] * len(query.words)) + ")")
        parameters += [" ".join(word) for word in query.words]
    else:
        needed += [_PHRASE] * len(query.words)
        parameters += [" ".join(word) for word in query.words]
    for mark in query.marks:
        needed.append("%s::tsquery")
        parameters.append(" | ".join(f"'§{one}'" for one in mark.split()))
    for words in query.without:
        needed.append(f"!!{_PHRASE}")
        parameters.append(" ".join(words))
    for mark in query.without_marks:
        needed.append("!!%s::tsquery")
        parameters.append(f"'§{mark}'")
    return " && ".join(needed), parameters


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
    parameters.append(" <-> ".join(f"'{part}'" for part in words[-1]) + ":*")
    for word in query.without:
        needed.append(f"!!{_PHRASE}")
        parameters.append(" ".join(word))
    return " && ".join(needed), parameters


_PHRASE = "phraseto_tsquery('english', %s)"


def _phrase(words: Sequence[str]) -> str:
    return f'"{" ".join(words)}"'
