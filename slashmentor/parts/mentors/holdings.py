"""What an instance holds of a member as a mentor: how it goes out, how it goes away, and when two accounts become one."""

from datetime import datetime
from typing import Any

from django.db.models import Q

from slashmentor.commons.media.actions import in_use, named_in
from slashmentor.commons.people.data import erases, exports, merges, merges_once
from slashmentor.commons.people.models import Member

from .actions import shelve, take_down, unshelve
from .models import Listing, Offer, OutsidePage, SavedSearch
from .models.offer import PIECES
from .models.offer import PLACES as MOST_PLACES

# Said another way, of no meaning outside, or a key to something.
_LEFT_OUT = {"id", "member", *(f"{piece}_html" for piece in PIECES)}
_IN_THE_DIRECTORY = (OutsidePage.State.LISTED, OutsidePage.State.STALE)
_LEFT_OUT_OF_OUTSIDE = {"id", "member_id", "etag"}

merges_once("mentors.savedsearch.member", each="query", order=50)


@exports("mentor")
def mentor_of(member: Member) -> dict[str, Any]:
    """Their mentor page with all it says and how often it was looked at, their outside pages, what they look for."""
    return {
        "page": next((_said(offer) for offer in Offer.objects.filter(member=member)), None),
        "outside_pages": [
            {name: value for name, value in row.items() if name not in _LEFT_OUT_OF_OUTSIDE}
            for row in OutsidePage.objects.filter(member=member).order_by("pk").values()
        ],
        "searches": list(SavedSearch.objects.filter(member=member).order_by("pk").values("query", "at")),
    }


def _said(offer: Offer) -> dict[str, Any]:
    """Every field of the offer; a new one is exported without being thought of."""
    return {
        field.name: field.value_from_object(offer)
        for field in Offer._meta.concrete_fields
        if field.name not in _LEFT_OUT
    } | {
        "kinds": list(offer.kinds.order_by("pk").values("kind", "words")),
        "topics": list(offer.topics.order_by("role", "place").values("role", "topic__name")),
        "hours": list(offer.hours.order_by("weekday", "begins").values("weekday", "begins", "ends")),
        "visits": list(offer.visits.order_by("day").values("day", "times")),
    }


@erases("mentor page", order=60)
def erase_mentor(member: Member, *, keep_words: bool, now: datetime) -> None:  # noqa: ARG001 - the registry's signature
    """The page is about them, so it goes either way; of its lines in the directory not even the address stays."""
    lines = Listing.objects.filter(Q(offer__member=member) | Q(page__member=member))
    take_down(lines)
    lines.update(url="")
    # Now rather than with the account, so that pictures which only the page shows can go after it.
    Offer.objects.filter(member=member).delete()
    OutsidePage.objects.filter(member=member).delete()


@merges("mentors.offer.member", order=60)
def merge_offers(gone: Member, into: Member, *, now: datetime) -> None:
    """The account that stays keeps its own page, unless only the other's was ever opened; mentees of both count."""
    theirs, own = (
        Offer.objects.select_for_update(no_key=True, of=("self",))
        .select_related("member")
        .filter(member=one)
        .first()
        for one in (gone, into)
    )
    if theirs is None:
        return
    kept = theirs if own is None or (theirs.published_at and not own.published_at) else own
    dropped = own if kept is theirs else theirs
    if dropped is not None:
        unshelve(dropped)
        _take_mentees(kept, dropped)
        dropped.delete()
    kept.member = into
    kept.save(update_fields=["member"])
    shelve(kept, now=now)


def _take_mentees(kept: Offer, dropped: Offer) -> None:
    """They are one person's mentees now: as many places as that takes, up to ten."""
    taken = kept.taken + dropped.taken
    kept.places = min(max(kept.places, taken + kept.elsewhere), MOST_PLACES[-1])
    kept.elsewhere = min(kept.elsewhere, kept.places - min(taken, kept.places))
    kept.taken = min(taken, kept.places - kept.elsewhere)
    kept.waiting += dropped.waiting
    kept.requests.model._base_manager.filter(offer=dropped).update(offer=kept)
    kept.save(update_fields=["places", "elsewhere", "taken", "waiting"])


@merges("mentors.outsidepage.member", order=60)
def merge_outside_pages(gone: Member, into: Member, *, now: datetime) -> None:  # noqa: ARG001 - the registry's signature
    """Of the same page brought by both, the one that is listed stays."""
    own = {page.url: page for page in OutsidePage.objects.filter(member=into)}
    for page in OutsidePage.objects.filter(member=gone):
        if (twin := own.get(page.url)) is not None:
            dropped = twin if page.state in _IN_THE_DIRECTORY else page
            take_down(Listing.objects.filter(page=dropped))
            dropped.delete()
    OutsidePage.objects.filter(member=gone).update(member=into)


@in_use
def pictures_shown(names: set[str]) -> set[str]:
    """Which of these pictures mentor pages show."""
    shown = Q()
    for piece in PIECES:
        shown |= Q(**{f"{piece}_html__contains": "/media/"})
    rows = Offer.objects.filter(shown).values_list(*(f"{piece}_html" for piece in PIECES))
    return names & named_in(text for row in rows.iterator() for text in row)
