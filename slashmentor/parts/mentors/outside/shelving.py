"""The directory's line of a page elsewhere, kept as the page is: in the transaction that changes it."""

from datetime import datetime
from typing import Any

from django.db.models import Field

from slashmentor.commons.people.models import Member

from ..actions import next_version, take_down
from ..models import Listing, OutsidePage
from ..models.listing import Source
from ..taking.reading import listing_values


def shelve_page(page: OutsidePage, *, now: datetime) -> Listing | None:
    """Write the line anew where it says something else, or take it down when the page isn't shown."""
    if not page.is_shown or not page.found or not _is_here(page.member, now):
        unshelve_page(page)
        return None
    values: dict[str, Any] = {
        **listing_values(page.found, on=now.date()),  # kept as JSON
        "source": Source.OUTSIDE,
        "url": page.url,
        "handle": "",
        "picture": "",
        "stale": page.state == OutsidePage.State.STALE,
        "published_at": page.proven_at or now,
        "gone": False,
    }
    known = Listing.objects.filter(page=page).first()
    # Readers of the directory hear of what changed, not of every week's look at what didn't.
    if known is not None and all(_is_kept(known, name, value) for name, value in values.items()):
        return known
    values |= {"changed_at": now, "version": next_version()}
    listing, _new = Listing.objects.update_or_create(page=page, defaults=values)
    return listing


def has_line(page: OutsidePage) -> bool:
    return Listing.objects.filter(page=page, gone=False).exists()


def mark_stale(page: OutsidePage, *, is_stale: bool) -> None:
    """Say of the line that its page can't be reached, or that it can again; nothing else changes."""
    lines = Listing.objects.filter(page=page, gone=False, stale=not is_stale)
    if lines.exists():
        lines.update(stale=is_stale, version=next_version())


def unshelve_page(page: OutsidePage) -> None:
    """Take the line down; readers who knew it learn that it went, and nothing of what it said is kept."""
    take_down(Listing.objects.filter(page=page))


def _is_here(member: Member | None, now: datetime) -> bool:
    """Whoever is suspended or has left can't help; nobody is in the way of a page without an account."""
    if member is None:
        return True
    return member.is_active and (member.suspended_until is None or member.suspended_until <= now)


def _is_kept(line: Listing, name: str, value: Any) -> bool:
    """Whether the line has this already, in the shape in which its field keeps it."""
    field = Listing._meta.get_field(name)
    return bool(getattr(line, name) == (field.get_prep_value(value) if isinstance(field, Field) else value))
