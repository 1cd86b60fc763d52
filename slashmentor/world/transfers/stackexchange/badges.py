"""Badges.xml: kept as facts of the site they were earned on."""

from django.db import transaction

from slashmentor.base.bulk import insert
from slashmentor.together.badges.models import BroughtBadge, Tier
from slashmentor.world.transfers.stackexchange.rows import moment, number, words
from slashmentor.world.transfers.stackexchange.transfer import Transfer, new_rows

_COLUMNS = ("community", "origin_id", "member", "name", "tier", "of_topic", "awarded_at")


def bring_badges(transfer: Transfer) -> None:
    for batch in transfer.batches("Badges", 2000):
        with transaction.atomic():
            new = new_rows(BroughtBadge, transfer, batch)
            people = transfer.people((row for _, row in new), "UserId")
            badges = []
            for origin_id, row in new:
                member, name = people.get(number(row, "UserId") or 0), words(row, "Name", 60)
                if member is None or not name:
                    transfer.left_out["badges of people who aren't in the dump"] += 1
                    continue
                tier = number(row, "Class")
                badges.append(
                    (
                        transfer.community.pk,
                        origin_id,
                        member,
                        name,
                        # Old dumps don't say; most badges are bronze.
                        tier if tier in Tier.values else Tier.BRONZE.value,
                        row.get("TagBased") == "True",
                        moment(row, "Date") or transfer.now,
                    )
                )
            insert(BroughtBadge, _COLUMNS, badges)
            transfer.note("Badges", len(batch), added=len(badges))
        transfer.tick("Badges", len(batch))
