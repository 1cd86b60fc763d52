"""What a member gave lately: their answers, week by week."""

from datetime import datetime
from typing import NamedTuple

from django.db import connection

from ..week import A_WEEKS_TIME

WEEKS = 12


class Given(NamedTuple):
    """Answers in each of the last twelve weeks, the present one last, and how often they were found useful."""

    weeks: list[int]
    useful: int

    @property
    def this_week(self) -> int:
        return self.weeks[-1]


def find_given(member_id: int, *, now: datetime) -> Given:
    """A week is seven days, the last ends now. One query, along entries_newest_of_author."""
    begins = [now - A_WEEKS_TIME * number for number in range(WEEKS, 0, -1)]
    ends = [*begins[1:], None]
    sums = [
        "COALESCE(SUM(CASE WHEN created_at > %s"
        + (" AND created_at <= %s" if end else "")
        + " THEN 1 ELSE 0 END), 0)"
        for end in ends
    ]
    params = [moment for pair in zip(begins, ends, strict=True) for moment in pair if moment is not None]
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT {', '.join(sums)}, COALESCE(SUM(ups), 0) FROM questions_entry"  # noqa: S608 our own words
            " WHERE author_id = %s AND kind = 2 AND created_at > %s AND deleted_at IS NULL",
            [*params, member_id, begins[0]],
        )
        *weeks, useful = cursor.fetchone()
    return Given([int(week) for week in weeks], int(useful))
