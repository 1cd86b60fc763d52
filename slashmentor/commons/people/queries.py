"""Reading members: a page, a list."""

import json
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlencode

from django.db import connection
from django.db.models import F, Prefetch, Q

from slashmentor.commons.happenings import newest_sql
from slashmentor.commons.media.models import Picture
from slashmentor.commons.people.beside import Beside
from slashmentor.commons.people.models import BroughtAccount, Claim, Member

A_PAGE = 40

# A member's reputation in every community as one value, so that a profile costs one query instead of two.
_STANDINGS = {
    "sqlite": """(SELECT json_group_array(json_object('slug', slug, 'name', name, 'reputation', reputation)) FROM (
        SELECT c.slug, c.name, s.reputation FROM standing_standing s JOIN communities_community c ON c.id = s.community_id
        WHERE s.member_id = people_member.id ORDER BY s.reputation DESC, c.slug LIMIT 30))""",
    "postgresql": """(SELECT json_agg(json_build_object('slug', slug, 'name', name, 'reputation', reputation))::text FROM (
        SELECT c.slug, c.name, s.reputation FROM standing_standing s JOIN communities_community c ON c.id = s.community_id
        WHERE s.member_id = people_member.id ORDER BY s.reputation DESC, c.slug LIMIT 30) AS mine)""",
}


# What is proven to be theirs, the same way.
_PROOFS = {
    "sqlite": """(SELECT json_group_array(address) FROM (SELECT address FROM people_proof
        WHERE member_id = people_member.id AND proven_at IS NOT NULL ORDER BY kind, id LIMIT 10))""",
    "postgresql": """(SELECT json_agg(address)::text FROM (SELECT address FROM people_proof
        WHERE member_id = people_member.id AND proven_at IS NOT NULL ORDER BY kind, id LIMIT 10) AS proven)""",
}


def profile_of(handle: str) -> Member | None:
    """The member with picture, `stands` (reputation by community, highest first), `version`: one query; `beside` asks later.

    `version` changes with everything that happens, so a page made of the member may be kept under it.
    Plain SQL, since the ORM took 1 ms to write this query, on a page that is to cost 1.5 in all.
    """
    found: list[Any] = list(
        Member.objects.raw(
            f"""SELECT people_member.*, p.name AS picture_name, ({newest_sql()}) AS version,
            {_STANDINGS[connection.vendor]} AS standings_json, {_PROOFS[connection.vendor]} AS proofs_json
            FROM people_member LEFT JOIN media_picture p ON p.id = people_member.picture_id
            WHERE handle = %s""",  # noqa: S608 - constants of ours
            [handle.lower()],
        )
    )
    if not found:
        return None
    member: Member = found[0]
    found[0].stands = json.loads(found[0].standings_json or "[]")
    found[0].proven = json.loads(found[0].proofs_json or "[]")
    found[0].beside = Beside(member)
    if member.picture_id is not None:
        member.picture = Picture(pk=member.picture_id, name=found[0].picture_name)
    return member


@dataclass(frozen=True)
class People:
    """A page of the list of people, as the macro `pager` wants it."""

    items: list[Member]
    next_url: str | None
    previous_url: str | None
    by_time: bool
    number: int | None = None


def people(viewer: Member | None, *, stage: str = "", beginning: str = "", after: str = "") -> People:
    """Listed members, newest first; those whose name begins so, by name. Keyset: every page costs the same.

    Those who came with an imported site are among them: on an instance made of one they are the people.

    `after` is where the page before ended, as its `next_url` says; nonsense there is the first page.
    """
    found = Member.objects.listed_for(viewer).select_related("picture")
    if stage:
        found = found.filter(stage=stage)
    beginning = " ".join(beginning.split()).lower()
    if beginning:
        found = _after_name(_begins(found, beginning), after).order_by("sought", "id")
    else:
        found = _after_time(found, after).order_by("-joined_at", "-id")
    items = list(found[: A_PAGE + 1])
    last = items[A_PAGE - 1] if len(items) > A_PAGE else None
    chosen = {name: value for name, value in (("stage", stage), ("q", beginning)) if value}
    return People(
        items[:A_PAGE],
        f"/people?{urlencode(chosen | {'after': _place(last, by_name=bool(beginning))})}" if last else None,
        (f"/people?{urlencode(chosen)}" if chosen else "/people") if after else None,
        by_time=not beginning,
    )


def _begins(found: Any, beginning: str, field: str = "sought") -> Any:
    if connection.vendor == "sqlite":
        # SQLite's LIKE can't use the index, a range can.
        return found.filter(**{f"{field}__gte": beginning, f"{field}__lt": beginning + "\U0010ffff"})
    return found.filter(**{f"{field}__startswith": beginning})


def _place(member: Member, *, by_name: bool) -> str:
    return f"{member.pk}~{member.sought if by_name else member.joined_at.isoformat()}"


def _after_time(found: Any, after: str) -> Any:
    number, _tilde, text = after.partition("~")
    try:
        # Of the first and last days of the calendar some don't exist in UTC.
        moment = datetime.fromisoformat(text).astimezone(UTC)
        pk = int(number[:18])
    except (ValueError, OverflowError):
        return found
    return found.filter(joined_at__lte=moment).filter(Q(joined_at__lt=moment) | Q(pk__lt=pk))


def _after_name(found: Any, after: str) -> Any:
    number, _tilde, name = after.partition("~")
    if not (number.isascii() and number.isdigit() and len(number) < 19):
        return found
    return found.filter(sought__gte=name).filter(Q(sought__gt=name) | Q(pk__gt=int(number)))


def suggestions(beginning: str, *, viewer: Member | None, most: int = 8) -> list[Member]:
    """Members whose handle or name begins so, for completing a mention."""
    beginning = beginning.strip().removeprefix("@").lower()
    if not beginning:
        return []
    visible = Member.objects.listed_for(viewer).only("handle", "name")
    by_handle = _begins(visible, beginning, "handle").order_by("handle")
    found = {member.pk: member for member in by_handle[:most]}
    if len(found) < most:
        for member in _begins(visible, beginning).order_by("sought", F("id"))[:most]:
            found.setdefault(member.pk, member)
    return list(found.values())[:most]


def open_claims(decider: Member, *, most: int = 50) -> list[Claim]:
    """Claims of imported names that wait and that `decider` may decide, the longest first; two queries."""
    found = Claim.objects.filter(decided_at=None).select_related("member", "into")
    if not decider.is_staff:
        here = BroughtAccount.objects.filter(community__in=decider.moderates.values("community"))
        found = found.filter(member__in=here.values("member"))
    accounts = Prefetch("member__brought_accounts", BroughtAccount.objects.select_related("community"))
    return list(found.prefetch_related(accounts).order_by("made_at", "pk")[:most])
