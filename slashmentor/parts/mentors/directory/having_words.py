"""Which listings have all of these words, or ones that begin so; asked of the database's own index (0002_words.py)."""

from collections.abc import Sequence

from django.db import connection

from ..searched import SHORTEST

MOST = 8  # words of one search that count


def listings_with(words: Sequence[str]) -> list[int]:
    """Their ids; `words` as `words_of` gives them, at least one. One query."""
    is_postgresql = connection.vendor == "postgresql"
    wanted = [(_tsquery if is_postgresql else _fts5)(word) for word in words[:MOST]]
    with connection.cursor() as cursor:
        if is_postgresql:
            cursor.execute(
                "SELECT id FROM mentors_listing WHERE mentors_lexemes(words) @@ %s::tsquery",
                [" & ".join(wanted)],
            )
        else:
            cursor.execute(
                "SELECT rowid FROM mentors_words WHERE mentors_words MATCH %s", [" AND ".join(wanted)]
            )
        return [row[0] for row in cursor.fetchall()]


def _tsquery(word: str) -> str:
    return f"'{word}'" + (":*" if len(word) >= SHORTEST else "")


def _fts5(word: str) -> str:
    return f'"{word}"' + ("*" if len(word) >= SHORTEST else "")
