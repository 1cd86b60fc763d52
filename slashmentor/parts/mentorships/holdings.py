"""What an instance holds of a member's requests: how it goes out, how it goes away, and when two accounts become one."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db.models import Q

from slashmentor.commons.people.data import erases, exports, merges
from slashmentor.commons.people.models import Member
from slashmentor.parts.mentors import actions as mentors
from slashmentor.parts.mentors.models import Offer

from .actions import end, expire_all
from .lifecycle import OPEN, State
from .models import Request, Word


@exports("requests")
def requests_of(member: Member) -> dict[str, Any]:
    """What they asked and were asked, with all that was said about it; of visitors the name alone."""
    found = Request.objects.visible_to(member).with_both().prefetch_related("words").order_by("pk")
    mine: list[dict[str, Any]] = []
    theirs: list[dict[str, Any]] = []
    for request in found.iterator(chunk_size=200):
        (mine if request.by_id == member.pk else theirs).append(_said(request))
    return {"sent": mine, "received": theirs}


@erases("requests", order=50)
def erase_requests(member: Member, *, keep_words: bool, now: datetime) -> None:  # noqa: ARG001 - the registry's signature
    """What they asked goes, and their places are free again. What they were asked stays with who asked, who are told
    that the mentor left; what the mentor said on it goes. None of it was for all to read, so it goes either way.
    """
    _delete(Request.objects.filter(by=member), now)
    to_them = Request.objects.filter(mentor=member)
    to_them.filter(state=State.UNCONFIRMED).delete()
    for request in to_them.filter(state=State.ACCEPTED).order_by("pk"):
        end(request, by=member, now=now)
    expire_all(to_them.open(), now=now, why="left")
    Word.objects.filter(request__mentor=member, by_mentor=True).delete()


# Before the offers themselves are merged, so that what they count is right by then.
@merges("mentorships.request.by", "mentorships.request.mentor", order=50)
def merge_requests(gone: Member, into: Member, *, now: datetime) -> None:
    """Nobody asks themselves; of two that go on between the same two, the one of the account that stays goes on."""
    _delete(Request.objects.filter(Q(by=gone, mentor=into) | Q(by=into, mentor=gone)), now)
    for mine, keys in (("by", ["mentor"]), ("mentor", ["by", "mark"])):
        for key in keys:
            nobody = {key: ""} if key == "mark" else {key: None}
            going_on = Request.objects.filter(state__in=[*OPEN, State.ACCEPTED]).exclude(**nobody)
            kept = going_on.filter(**{mine: into}).values(key)
            _let_go(going_on.filter(**{mine: gone, f"{key}__in": kept}), now)
        Request.objects.filter(**{mine: gone}).update(**{mine: into})


def _delete(requests: Any, now: datetime) -> None:
    offers = _free_places(requests, now)
    requests.delete()
    _count_waiting(offers, now)


def _let_go(requests: Any, now: datetime) -> None:
    """One person needs no two of them; nobody is told."""
    ids = list(requests.values_list("pk", flat=True))
    requests = Request.objects.filter(pk__in=ids)
    offers = _free_places(requests, now)
    over = {"decided_at": now, "ends_at": None}
    requests.filter(state=State.ACCEPTED).update(state=State.ENDED, **over)
    requests.filter(state__in=OPEN).update(state=State.WITHDRAWN, **over)
    _count_waiting(offers, now)


def _free_places(requests: Any, now: datetime) -> set[int]:
    """Give back the places of those accepted; the offers of all of them."""
    rows = list(requests.exclude(offer=None).order_by("offer").values_list("offer", "state"))
    for offer_id, state in rows:
        if state == State.ACCEPTED:
            mentors.free_place(Offer(pk=offer_id), now=now)
    return {offer_id for offer_id, _state in rows}


def _count_waiting(offers: Iterable[int], now: datetime) -> None:
    for offer_id in sorted(offers):
        waiting = Request.objects.filter(offer=offer_id, state=State.LISTED).count()
        mentors.set_waiting(Offer(pk=offer_id), waiting, now=now)


def _said(request: Request) -> dict[str, Any]:
    return {
        "to": f"@{request.mentor.handle}" if request.mentor is not None else None,
        "by": f"@{request.by.handle}" if request.by is not None else request.name,
        "kind": request.kind,
        "asks": request.asks,
        "why": request.why,
        "time": request.time,
        "state": request.state,
        "at": request.at,
        "decided_at": request.decided_at,
        "words": [
            {"by_mentor": word.by_mentor, "text": word.text, "at": word.at} for word in request.words.all()
        ],
    }
