"""A reader's own part of a question's page, in one query: what they voted, keep, follow, and may see."""

from collections.abc import Sequence
from typing import NamedTuple

from .rows import fetch, places


class _Fact(NamedTuple):
    kind: str
    id: int
    value: int


class Mine(NamedTuple):
    """What one reader did here."""

    votes: dict[int, int]
    kept: frozenset[int]
    follows: bool
    useful: frozenset[int]  # comments
    moderates: bool
    deleted: dict[int, int]  # deleted answers, with their author's id


def find_mine(
    member_id: int, *, question_id: int, community_id: int, entries: Sequence[int], comments: Sequence[int]
) -> Mine:
    """For these entries of a question's page (the question among them) and these comments."""
    here = places(entries)
    useful = (
        f"UNION ALL SELECT 'useful', comment_id, 1 FROM questions_commentvote"  # noqa: S608
        f" WHERE voter_id = %s AND comment_id IN ({places(comments)})"
        if comments
        else ""
    )
    facts = fetch(
        _Fact,
        f"""
        SELECT 'vote', entry_id, value FROM questions_vote WHERE voter_id = %s AND entry_id IN ({here})
        UNION ALL SELECT 'kept', entry_id, 1 FROM questions_bookmark WHERE member_id = %s AND entry_id IN ({here})
        UNION ALL SELECT 'follows', question_id, 1 FROM questions_following WHERE member_id = %s AND question_id = %s
        UNION ALL SELECT 'moderates', id, 1 FROM communities_moderator WHERE member_id = %s AND community_id = %s
        UNION ALL SELECT 'deleted', id, COALESCE(author_id, 0) FROM questions_entry
          WHERE question_id = %s AND kind = 2 AND deleted_at IS NOT NULL
        {useful}
        """,  # noqa: S608 - only places for parameters are put in
        [
            member_id, *entries, member_id, *entries, member_id, question_id, member_id, community_id,
            question_id, *((member_id, *comments) if comments else ()),
        ],
    )  # fmt: skip
    return Mine(
        votes={fact.id: fact.value for fact in facts if fact.kind == "vote"},
        kept=frozenset(fact.id for fact in facts if fact.kind == "kept"),
        follows=any(fact.kind == "follows" for fact in facts),
        useful=frozenset(fact.id for fact in facts if fact.kind == "useful"),
        moderates=any(fact.kind == "moderates" for fact in facts),
        deleted={fact.id: fact.value for fact in facts if fact.kind == "deleted"},
    )
