"""What a member gave: their best answers and newest questions, for their page."""

from typing import Any, NamedTuple

from slashmentor.base.rows import fetch, moment


class Given(NamedTuple):
    """An answer (under its question's title) or a question."""

    kind: int
    id: int
    question_id: int
    title: str
    slug: str
    score: int
    answers: int
    is_accepted: Any
    created_on: Any

    @property
    def created_at(self) -> Any:
        return moment(self.created_on)

    @property
    def path(self) -> str:
        return f"/questions/{self.id}/{self.slug}" if self.kind == 1 else f"/a/{self.id}"


def find_given(member_id: int, *, most: int = 10) -> list[Given]:
    """Their most useful answers, then their newest questions; at most so many of each, only what everybody may see."""
    return fetch(
        Given,
        f"""
        SELECT * FROM (
          SELECT 2, e.id, q.id, q.title, q.slug, e.score, q.answer_count, q.accepted_id = e.id, e.created_at
          FROM questions_entry e JOIN questions_entry q ON q.id = e.question_id
          WHERE e.author_id = %s AND e.kind = 2 AND e.deleted_at IS NULL AND q.deleted_at IS NULL
          ORDER BY e.score DESC, e.id DESC LIMIT {int(most)}
        ) AS answered
        UNION ALL
        SELECT * FROM (
          SELECT 1, id, id, title, slug, score, answer_count, is_answered, created_at FROM questions_entry
          WHERE author_id = %s AND kind = 1 AND deleted_at IS NULL ORDER BY created_at DESC, id DESC LIMIT {int(most)}
        ) AS asked
        """,  # noqa: S608 - a number of ours
        [member_id, member_id],
    )
