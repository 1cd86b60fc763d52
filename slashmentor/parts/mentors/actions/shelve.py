"""Keeping the directory's line of an offer as the offer is: in the same transaction, with a version of its own."""

from datetime import datetime

from django.db.models import F, QuerySet

from slashmentor.base.text.fold import plain_text
from slashmentor.commons.people.models import Stage

from ..models import Listing, Offer, Role, Shelf
from ..models.listing import Source
from ..models.offer import PIECES
from ..week import Span, hours_of, packed
from ..words import Channel, Kind, bits


def next_version() -> int:
    """The next version of the directory. Locks the Shelf until the transaction ends, so that versions become visible
    in their order: who has read up to one misses nothing that has a lower one.
    """
    if not Shelf.objects.filter(pk=1).update(version=F("version") + 1):
        Shelf.objects.bulk_create([Shelf(pk=1)], ignore_conflicts=True)
        Shelf.objects.filter(pk=1).update(version=F("version") + 1)
    return Shelf.objects.values_list("version", flat=True).get(pk=1)


def shelve(offer: Offer, *, now: datetime) -> Listing | None:
    """Write the offer's line anew, or take it down when it is a draft, out of sight, or not to be listed, and while
    its member is closed or suspended.
    """
    member = offer.member
    if not (offer.is_in_sight and offer.listed and member.is_active) or offer.is_suspended(now.date()):
        unshelve(offer)
        return None
    names: dict[str, list[str]] = {role: [] for role in Role.values}
    for role, name in offer.topics.order_by("place").values_list("role", "topic__name"):
        names[role].append(name)
    kinds = dict(offer.kinds.values_list("kind", "words"))
    spans = [Span(*row) for row in offer.hours.values_list("weekday", "begins", "ends")]
    week = packed(hours_of(spans, member.time_zone, on=now.date()))
    line = [member.position or (member.get_stage_display() if member.stage else ""), member.affiliation]
    text = [plain_text(getattr(offer, f"{piece}_html")) for piece in PIECES]
    words = [member.shown_name, member.handle, *line, offer.lede, *text, *kinds.values()]
    words += [name.replace("-", " ") for role in Role.values for name in names[role]]
    values = {
        "source": Source.HERE,
        "url": offer.get_absolute_url(),
        "name": member.shown_name,
        "handle": f"@{member.handle}",
        "line": ", ".join(part for part in line if part),
        "lede": offer.lede or text[0][:500],
        "picture": member.picture.url if member.picture else "",
        "stage": member.stage,
        "kinds": bits(Kind, list(kinds)),
        "channels": bits(Channel, offer.channels),
        "stages": bits(Stage, offer.stages),
        "as_peer": offer.as_peer,
        "topics": names[Role.GIVES],
        "seeks": names[Role.SEEKS],
        "fields": names[Role.FOR],
        "languages": offer.languages,
        "words": " ".join(words),
        "places": offer.places,
        "free": offer.free,
        "waiting": offer.waiting,
        "keeps_list": offer.keeps_list,
        "paused": offer.paused_at is not None,
        "away_until": offer.away_until,
        "until": offer.until,
        "answers_in": offer.answers_in,
        "zone": member.time_zone,
        "week_1": week[0],
        "week_2": week[1],
        "week_3": week[2],
        "published_at": offer.published_at,
        "changed_at": now,
        "gone": False,
        "version": next_version(),
    }
    listing, _new = Listing.objects.update_or_create(offer=offer, defaults=values)
    return listing


def unshelve(offer: Offer) -> None:
    """Take the offer's line down; readers who knew it learn that it went."""
    take_down(Listing.objects.filter(offer=offer))


def take_down(lines: QuerySet[Listing]) -> None:
    """Leave of these lines only that they went, and whose address they were. One that went already stays as it is."""
    lines = lines.filter(gone=False)
    if lines.exists():
        lines.update(**_EMPTY, gone=True, version=next_version())


# A line that went, without a word of the person.
_EMPTY: dict[str, object] = {
    **dict.fromkeys(("name", "handle", "line", "lede", "picture", "stage", "words", "zone"), ""),
    **dict.fromkeys(("kinds", "channels", "stages", "waiting", "week_1", "week_2", "week_3"), 0),
    **{name: [] for name in ("topics", "seeks", "fields", "languages")},
}
