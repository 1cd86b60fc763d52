"""A reader's own part of a question's page, in one query: what they voted, keep, follow, and may do."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from slashmentor.base.rows import fetch, keyed, moment, places
from slashmentor.commons.communities.numbers import Numbers
from slashmentor.commons.people.models import Member
from slashmentor.commons.standing.privileges import Position, standing_as

from ..along import read_along
from ..models import Lack


class _Fact(NamedTuple):
    kind: str
    id: int
    value: int
    text: str | None


class Mine(NamedTuple):
    """What one reader did here."""

    votes: dict[int, int]
    kept: frozenset[int]
    follows: bool
    useful: frozenset[int]  # comments
    deleted: dict[int, int]  # deleted answers, with their author's id
    lacks: dict[
        int, list[tuple[str, int, bool]]
    ]  # of own entries: what readers missed, how many, all ticked off
    suggested: dict[int, tuple[int, str]]  # entries that an edit waits for: its id, and whose ("": one's own)
    brought: int  # points of being known from another community
    ballots: list[tuple[str, str, bool]]  # open votes to close or reopen: purpose, reason, one's own
    is_advised: bool  # the author was told what would help
    position: Position
    facts: Mapping[str, Mapping[int, str]] = {}  # what other apps read along (along.py)


NOBODY = Mine(
    votes={},
    kept=frozenset(),
    follows=False,
    useful=frozenset(),
    deleted={},
    lacks={},
    suggested={},
    brought=0,
    ballots=[],
    is_advised=False,
    position=Position(None, 0, 1, looks_after=False, suspended_until=None, numbers=Numbers()),
)


def find_mine(
    member: Member,
    *,
    question_id: int,
    community_id: int,
    entries: Sequence[int],
    comments: Sequence[int],
    is_asker: bool = False,
) -> Mine:
    """For these entries of a question's page (the question among them) and these comments.

    `is_asker`: asked this question anonymously, and reads what was noted for its author. The database is asked the
    same for everybody, so that no log of its statements tells who that is.
    """
    here = places(entries)
    useful = (
        f"UNION ALL SELECT 'useful', comment_id, 1, NULL FROM questions_commentvote"  # noqa: S608
        f" WHERE voter_id = %s AND comment_id IN ({places(comments)})"
        if comments
        else ""
    )
    along, of_along = read_along(member.pk, question_id)
    facts = fetch(
        _Fact,
        f"""
        SELECT 'vote', entry_id, value, NULL FROM questions_vote WHERE voter_id = %s AND entry_id IN ({here})
        UNION ALL SELECT 'kept', entry_id, 1, NULL FROM questions_bookmark
          WHERE member_id = %s AND entry_id IN ({here})
        UNION ALL SELECT 'follows', question_id, 1, NULL FROM questions_following
          WHERE member_id = %s AND question_id = %s
        UNION ALL SELECT 'moderates', id, 1, NULL FROM communities_moderator
          WHERE member_id = %s AND community_id = %s
        UNION ALL SELECT 'standing', id, reputation, CAST(suspended_until AS TEXT) FROM standing_standing
          WHERE member_id = %s AND community_id = %s
        UNION ALL SELECT 'numbers', id, CASE WHEN is_grown THEN 1 ELSE 0 END, CAST(numbers AS TEXT)
          FROM communities_community WHERE id = %s
        UNION ALL SELECT 'deleted', id, COALESCE(author_id, 0), NULL FROM questions_entry
          WHERE question_id = %s AND kind = 2 AND deleted_at IS NOT NULL
        UNION ALL SELECT CASE WHEN e.persona_id IS NULL THEN 'lack' ELSE 'asker-lack' END
            || CASE WHEN COUNT(n.done_at) = COUNT(*) THEN '-done' ELSE '' END, n.entry_id, COUNT(*), n.lack
          FROM questions_votenote n JOIN questions_entry e ON e.id = n.entry_id
          WHERE (e.author_id = %s OR e.persona_id IS NOT NULL) AND n.entry_id IN ({here})
          GROUP BY n.entry_id, n.lack, e.persona_id
        UNION ALL SELECT CASE WHEN g.by_id = %s THEN 'my-edit' ELSE 'edit' END, g.entry_id, g.id,
          CASE WHEN m.name <> '' THEN m.name ELSE m.handle END
          FROM questions_suggestion g LEFT JOIN people_member m ON m.id = g.by_id
          WHERE g.state = 'waiting' AND g.entry_id IN ({here})
        UNION ALL SELECT 'brought', id, counted, NULL FROM standing_line
          WHERE member_id = %s AND community_id = %s AND kind = 'association'
        UNION ALL SELECT purpose, id, CASE WHEN voter_id = %s THEN 1 ELSE 0 END, reason FROM questions_ballot
          WHERE entry_id = %s AND ended_at IS NULL AND purpose IN ('close', 'reopen')
        UNION ALL SELECT 'advice', id, 1, NULL FROM questions_advice WHERE question_id = %s AND settled_at IS NULL
        {along}
        {useful}
        """,  # noqa: S608 - only places for parameters are put in
        [
            member.pk, *entries, member.pk, *entries, member.pk, question_id, member.pk, community_id,
            member.pk, community_id, community_id, question_id, member.pk, *entries,
            member.pk, *entries, member.pk, community_id, member.pk, question_id, question_id, *of_along,
            *((member.pk, *comments) if comments else ()),
        ],
    )  # fmt: skip
    return Mine(
        votes={fact.id: fact.value for fact in facts if fact.kind == "vote"},
        kept=frozenset(fact.id for fact in facts if fact.kind == "kept"),
        follows=any(fact.kind == "follows" for fact in facts),
        useful=frozenset(fact.id for fact in facts if fact.kind == "useful"),
        deleted={fact.id: fact.value for fact in facts if fact.kind == "deleted"},
        lacks=_lacks(facts, is_asker=is_asker),
        suggested={
            fact.id: (fact.value, "" if fact.kind == "my-edit" else fact.text or "…")
            for fact in facts
            if fact.kind in {"edit", "my-edit"}
        },
        brought=sum(fact.value for fact in facts if fact.kind == "brought"),
        ballots=[
            (fact.kind, fact.text or "", bool(fact.value))
            for fact in facts
            if fact.kind in {"close", "reopen"}
        ],
        is_advised=any(fact.kind == "advice" for fact in facts),
        position=_position(member, community_id, facts),
        facts=_by_kind(facts),
    )


def _by_kind(facts: Sequence[_Fact]) -> dict[str, dict[int, str]]:
    found: dict[str, dict[int, str]] = defaultdict(dict)
    for fact in facts:
        found[fact.kind][fact.id] = fact.text or ""
    return dict(found)


def _lacks(facts: Sequence[_Fact], *, is_asker: bool) -> dict[int, list[tuple[str, int, bool]]]:
    """By entry, in the order of the list: never in the order in which they came."""
    found: dict[int, list[tuple[str, int, bool]]] = defaultdict(list)
    theirs = {"lack", "lack-done", *(("asker-lack", "asker-lack-done") if is_asker else ())}
    for lack in Lack.values:
        for fact in facts:
            if fact.kind in theirs and fact.text == lack:
                found[fact.id].append((lack, fact.value, fact.kind.endswith("-done")))
    return dict(found)


def _position(member: Member, community_id: int, facts: Sequence[_Fact]) -> Position:
    """As `position_of` gives it, from the facts at hand."""
    standing = next((fact for fact in facts if fact.kind == "standing"), None)
    grown, numbers = next((bool(fact.value), fact.text) for fact in facts if fact.kind == "numbers")
    return standing_as(
        member,
        community_id,
        reputation=standing.value if standing is not None else 1,
        moderates=any(fact.kind == "moderates" for fact in facts),
        paused_until=moment(standing.text) if standing is not None else None,
        numbers=Numbers(keyed(numbers), grown),
    )
