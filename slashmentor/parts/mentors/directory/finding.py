"""Who is found, in which order, and how many each choice would leave: sums over the columns of a shelf."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from .asked import Room
from .looking import COUNTS, Counts, Looking, by_hour, hour_counts, name_mask
from .ordering import scores
from .shelf import NO_HOUR, Numbers

PAGE = 30
LAST_PAGE = 34  # about a thousand mentors: who wants more, says more


@dataclass(frozen=True)
class Found:
    """One page of listings' ids, best first; how many there are; for each facet how many each value would leave."""

    ids: list[int]
    total: int
    with_room: int
    counts: Mapping[str, Counts]
    clock: list[
        int
    ]  # how many live by each hour beside UTC, from the first there is, whatever band is chosen


def find(looking: Looking, *, page: int = 1, size: int = PAGE) -> Found:
    """A page of who is found, and all counts. Some milliseconds for 50,000 listings."""
    mask = looking.all()
    places = np.flatnonzero(mask)
    best = places[_first(looking, places, page * size)[(page - 1) * size :]]
    free = {facet: looking.without(facet) if facet in looking.masks else mask for facet in (*COUNTS, "hours")}
    return Found(
        ids=looking.shelf.column("id")[best].tolist(),
        total=len(places),
        with_room=int(np.count_nonzero(looking.rooms[places] == list(Room).index(Room.OPEN))),
        counts={facet: count(looking, free[facet]) for facet, count in COUNTS.items()}
        | {"hours": hour_counts(looking, free["hours"])},
        clock=by_hour(looking, free["utc"])[:NO_HOUR],
    )


def matching(looking: Looking) -> list[int]:
    """The ids of everybody who is found, in no order."""
    return sorted(looking.shelf.column("id")[looking.all()].tolist())


def newest(looking: Looking, *, before: tuple[int, int] | None, most: int) -> list[tuple[int, int]]:
    """(moment, id) of those found who published last, newest first, before that one; whoever pauses is left out."""
    places = np.flatnonzero(looking.all() & ~looking.shelf.column("paused"))
    moments, ids = looking.shelf.column("published")[places], looking.shelf.column("id")[places]
    if before is not None:
        older = (moments < before[0]) | ((moments == before[0]) & (ids < before[1]))
        moments, ids = moments[older], ids[older]
    order = np.lexsort((ids, moments))[::-1][:most]
    return list(zip(moments[order].tolist(), ids[order].tolist(), strict=True))


def strangers(looking: Looking) -> list[list[int]]:
    """Ids of those found who have none of the topics that I know or seek: who speak a language of mine, all of those,
    and in the end everybody found, but never myself.
    """
    shelf, me = looking.shelf, looking.me
    everybody = looking.all() & (shelf.column("member") != me.member_id) if me.member_id else looking.all()
    mine = shelf.topics.table(me.seeks | me.gives)
    known = np.zeros(shelf.size, np.bool_)
    for row in shelf.named("topics"):
        known |= mine[row]
    strange = everybody & ~known
    spoken = name_mask("languages", "languages")(looking, me.languages) & strange
    return [shelf.column("id")[mask].tolist() for mask in (spoken, strange, everybody)]


def _first(looking: Looking, places: Numbers, most: int) -> Numbers:
    """Which of these come first, in their order, at most so many."""
    keys = sort_keys(looking, places)
    if len(keys) > most:
        some = np.argpartition(keys, most - 1)[:most]
        best: Numbers = some[np.argsort(keys[some])]
        return best
    order: Numbers = np.argsort(keys)
    return order


_TURN = np.uint64(0x9E3779B97F5)  # an odd number, so that each id gets a place of its own
_TURNS = np.uint64((1 << 44) - 1)


def sort_keys(looking: Looking, places: Numbers) -> Numbers:
    """A number for each of these, the smallest first: those with room, then how well they fit; who fits as well as
    others takes turns with them from day to day, so that nobody is always last.
    """
    score = np.minimum(scores(looking, places), 4095).astype(np.uint64)
    if looking.me.member_id:  # nobody comes first for themselves
        score[looking.shelf.column("member")[places] == looking.me.member_id] = 0
    ids = looking.shelf.column("id")[places].astype(np.uint64) + np.uint64(looking.today.toordinal() * 7919)
    turn = (ids * _TURN) & _TURNS
    room = looking.rooms[places].astype(np.uint64)
    keys: Numbers = room << np.uint64(56) | (np.uint64(4095) - score) << np.uint64(44) | turn
    return keys
