"""What members answered on topics, counted: others' questions only, and what everybody may see of whom."""

from typing import NamedTuple

from slashmentor.base.rows import fetch, json_list

# A topic may have 100,000 questions; who answers much on it is found among the newest.
NEWEST = 2_000


class Answered(NamedTuple):
    """One member's answers on one topic."""

    member_id: int
    answers: int
    useful: int  # with a score above 0, or accepted
    accepted: int


_COUNTED = (
    "COUNT(*)",
    "SUM(CASE WHEN a.score > 0 OR q.accepted_id = a.id THEN 1 ELSE 0 END)",
    "SUM(CASE WHEN q.accepted_id = a.id THEN 1 ELSE 0 END)",
)
_OTHERS = "a.kind = 2 AND a.deleted_at IS NULL AND (q.author_id IS NULL OR q.author_id <> a.author_id)"


def answered(members: str, topics: str) -> str:
    """SQL: what each of these answered on each of these topics, where that isn't nothing.

    Rows of member, topic and the list of handle, topic's name, answers, useful and accepted ones.

    Walks the answers of these members (index entries_best_of_author) and looks their questions' topics up; CROSS JOIN
    keeps SQLite from walking a large topic instead. Of whoever doesn't show their activity it knows nothing.
    """
    return f"""SELECT m.id, t.id, {json_list("m.handle", "t.name", *_COUNTED)}
        FROM people_member m
        CROSS JOIN questions_entry a
        CROSS JOIN questions_entry q
        CROSS JOIN questions_tagging g
        CROSS JOIN topics_topic t
        WHERE m.id IN ({members}) AND m.shows_activity AND m.is_active
          AND a.author_id = m.id AND q.id = a.question_id AND {_OTHERS}
          AND g.question_id = q.id AND g.topic_id IN ({topics}) AND g.is_listed AND t.id = g.topic_id
        GROUP BY m.id, t.id, m.handle, t.name"""  # noqa: S608 - our own words and numbers


def find_who_answers(topic: int, *, most: int) -> list[Answered]:
    """Who answered most usefully on a topic's newest questions, the strongest first. One query, along t_new."""
    return fetch(
        Answered,
        f"""SELECT m.id, {", ".join(_COUNTED)}
        FROM (SELECT question_id, topic_id FROM questions_tagging WHERE topic_id = %s AND is_listed
              ORDER BY created_at DESC, question_id DESC LIMIT {NEWEST}) AS g
        CROSS JOIN questions_entry a
        CROSS JOIN questions_entry q
        CROSS JOIN people_member m
        WHERE a.question_id = g.question_id AND q.id = g.question_id AND {_OTHERS}
          AND m.id = a.author_id AND m.shows_activity AND m.is_active
        GROUP BY m.id
        ORDER BY 3 DESC, 4 DESC, 2 DESC, 1 LIMIT %s""",  # noqa: S608 - our own words
        [topic, most],
    )


class OnTopic(NamedTuple):
    """How much one member answered on a topic."""

    topic_id: int
    topic: str
    label: str
    answers: int
    useful: int
    accepted: int


def find_answered_topics(member: int, *, most: int) -> list[OnTopic]:
    """The topics that this member answered on most usefully first, of their newest answers. One query."""
    return fetch(
        OnTopic,
        f"""SELECT t.id, t.name, t.label, {", ".join(_COUNTED)}
        FROM (SELECT id, question_id, author_id, kind, score, deleted_at FROM questions_entry
              WHERE author_id = %s AND kind = 2 ORDER BY created_at DESC, id DESC LIMIT {NEWEST}) AS a
        CROSS JOIN questions_entry q
        CROSS JOIN questions_tagging g
        CROSS JOIN topics_topic t
        WHERE q.id = a.question_id AND {_OTHERS} AND g.question_id = q.id AND g.is_listed AND t.id = g.topic_id
        GROUP BY t.id, t.name, t.label ORDER BY 5 DESC, 6 DESC, 4 DESC, 2 LIMIT %s""",  # noqa: S608 - our own words
        [member, most],
    )
