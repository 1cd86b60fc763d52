from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction

from slashmentor.commons.happenings import happened, many_happened

from ..catalogue import Badge
from ..due import Due
from ..models import Award

# So many in a transaction: SQLite's other writers wait for it.
TOGETHER = 200


def award(badge: Badge, dues: Sequence[Due], *, community_id: int | None, now: datetime) -> int:
    """Give a badge to all to whom it is due; how many got it. Who has it already keeps it as it is.

    One that was withdrawn and is due again is the same row again, from now on. Whoever is due has been found by a
    query of the badge's; this asks nothing more.
    """
    count = 0
    for start in range(0, len(dues), TOGETHER):
        rows = [
            Award(
                member_id=due.member_id,
                badge=badge.key,
                community_id=community_id,
                topic_id=due.topic_id,
                about_id=due.about_id,
                tier=badge.tier,
                at=now,
            )
            for due in dues[start : start + TOGETHER]
        ]
        try:
            with transaction.atomic():
                made = Award.objects.bulk_create(rows)
                many_happened("badge.awarded", [(None, given, now, {}) for given in made])
                count += len(made)
        except IntegrityError:
            # Some of them are there: withdrawn, or noticed by somebody else at the same moment.
            count += sum(_award(row, now=now) for row in rows)
    return count


def withdraw(awards: Iterable[Award], *, now: datetime) -> int:
    """Take these back, since they are no longer true: only badges in a topic are (rules.md). How many were."""
    count = 0
    for given in awards:
        with transaction.atomic():
            if Award.objects.filter(pk=given.pk, withdrawn_at=None).update(withdrawn_at=now):
                happened("badge.withdrawn", about=given, now=now)
                count += 1
    return count


def _award(row: Award, *, now: datetime) -> bool:
    with transaction.atomic():
        # The constraints see to it that two who notice the same thing at once write one row.
        same: dict[str, Any] = {
            name: getattr(row, name)
            for name in ("member_id", "badge", "community_id", "topic_id", "about_id")
        }
        given, new = Award.objects.get_or_create(**same, defaults={"tier": row.tier, "at": now})
        if new or Award.objects.filter(pk=given.pk, withdrawn_at__isnull=False).update(
            withdrawn_at=None, at=now
        ):
            happened("badge.awarded", about=given, now=now)
            return True
    return False
