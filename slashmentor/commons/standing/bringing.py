"""Standings that people bring along, thousands at once: from a site that is imported, or made up for a load test."""

from collections.abc import Iterable
from datetime import datetime

from slashmentor.base.bulk import insert

from .models import Line, Standing

# community's id, member's id, reputation (≥ 1), and since when they were there
Brought = tuple[int, int, int, datetime]


def bring_standings(brought: Iterable[Brought]) -> None:
    """Write standings that nobody has yet, each with the first line of its ledger. In the caller's transaction."""
    rows = list(brought)
    insert(
        Standing,
        ("community", "member", "points", "reputation", "joined_at"),
        ((here, member, reputation, reputation, since) for here, member, reputation, since in rows),
    )
    insert(
        Line,
        ("community", "member", "kind", "points", "counted", "day", "at"),
        (
            (here, member, Line.Kind.BROUGHT.value, reputation - 1, reputation - 1, since.date(), since)
            for here, member, reputation, since in rows
            if reputation > 1
        ),
    )
