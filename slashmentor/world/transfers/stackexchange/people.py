"""Users.xml: members whom nobody has claimed yet, their standing, and who they were."""

import re
import secrets

from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.db import transaction

from slashmentor.base.bulk import insert
from slashmentor.commons.people.models import BroughtAccount, Member
from slashmentor.commons.standing.bringing import bring_standings
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
    insert(
        Member,
        ("handle", "name", "joined_at", "password", "is_claimed"),
        (
            (
                handles[origin_id],
                names[origin_id],
                moment(row, "CreationDate") or transfer.now,
                UNUSABLE_PASSWORD_PREFIX
                + secrets.token_urlsafe(30),  # as make_password(None), 20 times faster
                False,
            )
            for origin_id, row in new
        ),
    )
    by_handle = dict(Member.objects.filter(handle__in=handles.values()).values_list("handle", "pk"))
    members = {origin_id: by_handle[handle] for origin_id, handle in handles.items()}
    here = transfer.community.pk
    insert(
        BroughtAccount,
        ("community", "member", "origin_id", "name", "email_hash"),
        ((here, members[origin_id], origin_id, names[origin_id], _email_hash(row)) for origin_id, row in new),
    )
    bring_standings(
        (
            here,
            members[origin_id],
            max(count(row, "Reputation"), 1),
            moment(row, "CreationDate") or transfer.now,
        )
        for origin_id, row in new
    )
    index_people(members.values())
    return len(members)


def _email_hash(row: Row) -> str:
    """The MD5 of the address, which dumps until 2013 have: by it its owner can claim the name."""
    said = words(row, "EmailHash", 40).lower()
    return said if re.fullmatch(r"[0-9a-f]{32}", said) else ""


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
