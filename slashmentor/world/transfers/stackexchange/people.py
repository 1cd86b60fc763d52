"""Users.xml: members whom nobody has claimed yet, their standing, and who they were."""

from django.contrib.auth.hashers import make_password
from django.db import transaction

from slashmentor.commons.people.models import BroughtAccount, Member
from slashmentor.commons.standing.models import Standing
from slashmentor.together.search.indexing import index_people
from slashmentor.world.transfers.stackexchange.naming import make_handle, plain_handle
from slashmentor.world.transfers.stackexchange.rows import Row, count, moment, number, words
from slashmentor.world.transfers.stackexchange.transfer import SITE_ITSELF, Transfer, new_rows


def bring_people(transfer: Transfer) -> None:
    """Names, dates and reputation only: what people wrote about themselves was written for another site."""
    for batch in transfer.batches("Users", 1000):
        people = [row for row in batch if number(row, "Id") != SITE_ITSELF]
        transfer.left_out["the site's own account"] += len(batch) - len(people)
        with transaction.atomic():
            added = _write(transfer, new_rows(BroughtAccount, transfer, people))
            transfer.note("Users", len(batch), added=added)
        transfer.tick("Users", len(batch))


def _write(transfer: Transfer, new: list[tuple[int, Row]]) -> int:
    names = {origin_id: words(row, "DisplayName", 80) or f"user{origin_id}" for origin_id, row in new}
    handles = _handles(names)
    members = Member.objects.bulk_create(
        Member(
            handle=handles[origin_id],
            name=names[origin_id],
            joined_at=moment(row, "CreationDate") or transfer.now,
            password=make_password(None),
            is_claimed=False,
        )
        for origin_id, row in new
    )
    BroughtAccount.objects.bulk_create(
        BroughtAccount(community=transfer.community, member=member, origin_id=origin_id, name=names[origin_id])
        for member, (origin_id, _) in zip(members, new, strict=True)
    )
    Standing.objects.bulk_create(
        Standing(member=member, community=transfer.community, reputation=max(count(row, "Reputation"), 1))
        for member, (_, row) in zip(members, new, strict=True)
    )
    index_people([member.pk for member in members])
    return len(members)


def _handles(names: dict[int, str]) -> dict[int, str]:
    """A handle for each, none of them taken."""
    taken = _taken({plain_handle(name, origin_id) for origin_id, name in names.items()})
    while True:
        handles: dict[int, str] = {}
        given = set(taken)
        for origin_id, name in names.items():
            handles[origin_id] = make_handle(name, origin_id, given)
            given.add(handles[origin_id])
        if not (clash := _taken(set(handles.values()))):
            return handles
        taken |= clash


def _taken(handles: set[str]) -> set[str]:
    return set(Member.objects.filter(handle__in=handles).values_list("handle", flat=True))
