"""Searching: which entries, people and topics answer a query, best first, in one statement for each database."""

# ruff: noqa: S608  only our own words and numbers are put into the SQL; what somebody typed is a parameter

from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import cache
from typing import Any, NamedTuple

from django.db import connection
from django.utils.translation import gettext_lazy as _

from slashmentor.commons.people.models import Member
from slashmentor.commons.topics.queries import meant_by

from .. import matching
from ..grammar import Query, Range, State

PAGE = 50
# Common words match a third of everything: the newest of these are ranked, and the page says so.
RANKED = 2_000
# How many matches are looked at when score, answers or state leave some of them out; fewer when each is ranked.
LOOKED_AT = 10_000
LOOKED_AT_RANKED = 4_000
# The same for people and topics.
CARDS = 500
# So many of the best at once are put in their final order by what readers found useful.
BLOCK = 5 * PAGE
# A question or answer that many found useful counts up to this much more than its words alone.
USEFUL = 0.4


class Sort(StrEnum):
    RELEVANCE = "relevance"
    NEWEST = "newest"
    VOTES = "votes"

    @property
    def label(self) -> Any:
        return {"relevance": _("Best match"), "newest": _("Newest"), "votes": _("Most useful")}[self.value]


class Person(NamedTuple):
    """Enough of a member to name them; the card in full is the People tab's."""

    pk: int
    handle: str
    name: str


class Topic(NamedTuple):
    name: str
    question_count: int


@dataclass
class Found:
    """Ids of a page of entries, best first; the people and topics that fit."""

    entries: list[int] = field(default_factory=list)
    total: int = 0  # entries, at most RANKED
    is_relaxed: bool = False  # nothing has all the words; these have some of them
    people: list[Person] = field(default_factory=list)
    topics: list[Topic] = field(default_factory=list)

    @property
    def is_capped(self) -> bool:
        """There are more, older ones."""
        return self.total >= RANKED

    def __bool__(self) -> bool:
        return bool(self.entries or self.people or self.topics)


@dataclass
class Statement:
    """Pieces of SQL with their parameters, in order: named tables first, then what is read from them."""

    tables: list[str] = field(default_factory=list)
    table_parameters: list[Any] = field(default_factory=list)
    reads: list[str] = field(default_factory=list)
    read_parameters: list[Any] = field(default_factory=list)

    def table(self, sql: str, *parameters: Any) -> None:
        self.tables.append(sql)
        self.table_parameters += parameters

    def read(self, sql: str, *parameters: Any) -> None:
        self.reads.append(f"SELECT * FROM ({sql}) AS part_{len(self.reads)}")
        self.read_parameters += parameters

    def rows(self) -> list[tuple[Any, ...]]:
        if not self.reads:
            return []
        with connection.cursor() as cursor:
            cursor.execute(
                f"WITH {', '.join(self.tables)} {' UNION ALL '.join(self.reads)}",
                self.table_parameters + self.read_parameters,
            )
            return list(cursor.fetchall())


def _meant(query: Query) -> Query:
    """The same query with the topic in the place of each other name of it."""
    meant = meant_by([*query.topics, *query.without_topics])
    return replace(
        query,
        topics=[meant.get(name, name) for name in query.topics],
        without_topics=[meant.get(name, name) for name in query.without_topics],
    )


def find(
    query: Query,
    *,
    viewer: Member | None,
    sort: Sort = Sort.RELEVANCE,
    page: int = 1,
    size: int = PAGE,
    cards: int = 5,
    user_id: int = 0,
    community_id: int | None = None,
) -> Found:
    """What answers `query`, in one statement. `user_id` belongs to the handle in `query.user`, 0 to nobody.

    `size` entries and `cards` people and topics each; 0 for none. Whoever shows entries reads them through
    `Entry.objects.listed()`, since the index hears of a deletion a moment later.
    """
    statement = Statement()
    if query.topics or query.without_topics:
        query = _meant(query)
    if size and query:
        wanted = matching.wanted(query, user_id=user_id, community_id=community_id)
        _match(statement, wanted, query, sort)
        _sort(statement, sort, page, size)
    if cards and query.is_plain:
        _match_cards(statement, query, viewer, cards)
    found = Found()
    for part, key, name, more, total in statement.rows():
        if part == "p":
            found.people.append(Person(key, more, name))
        elif part == "t":
            found.topics.append(Topic(name, total))
        else:
            found.entries.append(key)
            found.total, found.is_relaxed = total, part == "loose"
    return found


def _match(statement: Statement, wanted: matching.Wanted, query: Query, sort: Sort) -> None:
    """The table `found` (id, rank, relaxed): the newest matches, ranked when they will be sorted by that."""
    filters, parameters = _filters(query)
    ranked = sort == Sort.RELEVANCE and query.has_words
    reach = RANKED if not filters else LOOKED_AT_RANKED if ranked else LOOKED_AT
    make = _match_postgresql if connection.vendor == "postgresql" else _match_sqlite
    names = ["strict", "loose"] if wanted.words else ["strict"]
    for name in names:
        matches, match_parameters = make(wanted, ranked=ranked, reach=reach, relaxed=name == "loose")
        if filters:
            matches = (
                f"SELECT m.id, m.rank FROM ({matches}) AS m JOIN questions_entry AS e ON e.id = m.id"
                f" WHERE {filters} ORDER BY m.id DESC LIMIT {RANKED}"
            )
        statement.table(f"{name} AS MATERIALIZED ({matches})", *match_parameters, *parameters)
    both = " UNION ALL ".join(f"SELECT id, rank, '{name}' AS part FROM {name}" for name in names)
    statement.table(f"found AS MATERIALIZED ({both})")


def _match_sqlite(
    wanted: matching.Wanted, *, ranked: bool, reach: int, relaxed: bool
) -> tuple[str, list[Any]]:
    rank = "bm25(search_words, 8, 4, 1, 0)" if ranked else "0"
    # A condition beside MATCH would be asked for each match, so MATCH itself is for nothing then.
    match = (
        f"CASE WHEN EXISTS (SELECT 1 FROM strict) THEN '{matching.NOTHING}' ELSE %s END" if relaxed else "%s"
    )
    return (
        f"SELECT rowid AS id, {rank} AS rank FROM search_words WHERE search_words MATCH {match}"
        f" ORDER BY rowid DESC LIMIT {reach}"
    ), [matching.fts5(wanted, relaxed=relaxed)]


def _match_postgresql(
    wanted: matching.Wanted, *, ranked: bool, reach: int, relaxed: bool
) -> tuple[str, list[Any]]:
    # The queries stand in the statement themselves, so that the planner sees how common their words are and
    # chooses between the index and a walk back from the newest.
    condition, parameters = matching.postgresql(wanted, relaxed=relaxed)
    ranking, ranking_parameters = matching.tsquery_words(wanted)
    only_if = "NOT EXISTS (SELECT 1 FROM strict) AND " if relaxed else ""
    newest = f"SELECT entry_id FROM search_document WHERE {only_if}{condition} ORDER BY entry_id DESC LIMIT {reach}"
    if not ranked:
        return f"SELECT entry_id AS id, 0 AS rank FROM ({newest}) AS newest", parameters
    # Ids first, then the words of these only: sorting a common word's matches with all their words spills to disk.
    return (
        f"SELECT d.entry_id AS id, -ts_rank('{{0, 0.1, 0.4, 1}}', d.words, {ranking}, 1) AS rank"
        f" FROM ({newest}) AS newest JOIN search_document AS d ON d.entry_id = newest.entry_id"
    ), [*ranking_parameters, *parameters]


def _sort(statement: Statement, sort: Sort, page: int, size: int) -> None:
    """One page of `found`. Relevance is weighed with usefulness within blocks, so that few entries are read."""
    skipped = (page - 1) * size
    columns = "found.part, found.id, '', '', (SELECT count(*) FROM found) AS total"
    join = "JOIN questions_entry AS e ON e.id = found.id"
    if sort == Sort.RELEVANCE:
        block, skipped = divmod(skipped, BLOCK)
        useful = "CASE WHEN e.score > 0 THEN e.score / (e.score + 20.0) ELSE 0 END"
        statement.read(
            f"SELECT {columns} FROM (SELECT * FROM found ORDER BY rank, id DESC LIMIT {BLOCK} OFFSET {block * BLOCK})"
            f" AS found {join} ORDER BY found.rank * (1 + {USEFUL} * ({useful})), found.id DESC"
            " LIMIT %s OFFSET %s",
            size,
            skipped,
        )
        return
    order = "e.created_at" if sort == Sort.NEWEST else "e.score"
    statement.read(
        f"SELECT {columns} FROM found {join} ORDER BY {order} DESC, found.id DESC LIMIT %s OFFSET %s",
        size,
        skipped,
    )


def _filters(query: Query) -> tuple[str, list[Any]]:
    """What the index doesn't know, because it changes with every vote: conditions on the entry `e`."""
    conditions: list[str] = []
    parameters: list[Any] = []
    for column, span in (("e.score", query.score), ("e.answer_count", query.answers)):
        if span:
            condition, ends = _between(column, span)
            conditions.append(condition)
            parameters += ends
    for state in query.states:
        if state == State.ACCEPTED:
            conditions.append(
                "EXISTS (SELECT 1 FROM questions_entry AS q WHERE q.id = e.question_id AND q.accepted_id = e.id)"
            )
        elif state == State.UNANSWERED:
            conditions.append("NOT e.is_answered AND e.closed_at IS NULL")
        elif state == State.CLOSED:
            conditions.append("e.closed_at IS NOT NULL")
    return " AND ".join(conditions), parameters


def _between(column: str, span: Range) -> tuple[str, list[int]]:
    ends = [(f"{column} >= %s", span.low), (f"{column} <= %s", span.high)]
    used = [(condition, end) for condition, end in ends if end is not None]
    return " AND ".join(condition for condition, _end in used), [end for _condition, end in used]


def _match_cards(statement: Statement, query: Query, viewer: Member | None, most: int) -> None:
    """The people whom `viewer` may find by these words, and the topics."""
    people, people_parameters = _people_for_visitors() if viewer is None else _people_for(viewer)
    if connection.vendor == "postgresql":
        match, parameters = matching.tsquery_card(query)
        cards = (
            f"SELECT id, member_id, topic_id, -ts_rank('{{0, 0.1, 0.4, 1}}', words, match, 1) AS rank"
            f" FROM search_card, (SELECT {match} AS match) AS one WHERE words @@ match ORDER BY id DESC LIMIT {CARDS}"
        )
    else:
        parameters = [matching.fts5_card(query)]
        cards = (
            "SELECT c.id, c.member_id, c.topic_id, ranked.rank FROM (SELECT rowid, bm25(search_cards, 8, 1) AS rank"
            f" FROM search_cards WHERE search_cards MATCH %s ORDER BY rowid DESC LIMIT {CARDS}) AS ranked"
            " JOIN search_card AS c ON c.id = ranked.rowid"
        )
    statement.table(f"cards AS MATERIALIZED ({cards})", *parameters)
    statement.read(
        "SELECT 'p', m.id, CASE m.name WHEN '' THEN m.handle ELSE m.name END, m.handle, 0"
        f" FROM cards JOIN ({people}) AS m ON m.id = cards.member_id ORDER BY cards.rank, m.id LIMIT %s",
        *people_parameters,
        most,
    )
    statement.read(
        "SELECT 't', t.id, t.name, '', t.question_count FROM cards JOIN topics_topic AS t ON t.id = cards.topic_id"
        " ORDER BY cards.rank, t.question_count DESC, t.name LIMIT %s",
        most,
    )


def _people_for(viewer: Member | None) -> tuple[str, tuple[Any, ...]]:
    sql, parameters = Member.objects.listed_for(viewer).values("id", "handle", "name").query.sql_with_params()
    return sql, tuple(parameters)


@cache
def _people_for_visitors() -> tuple[str, tuple[Any, ...]]:
    """The same SQL each time, and making it costs as much as running it."""
    return _people_for(None)
