"""What the directory should find, written down the plain way: over rows, one after the other."""

from slashmentor.commons.people.models import Stage
from slashmentor.parts.mentors.directory.asked import HOURS, ROOM_OF, Beside, Room
from slashmentor.parts.mentors.directory.clocks import band_of, hour_beside_utc, overlap, waking_week
from slashmentor.parts.mentors.searched import SHORTEST, words_of
from slashmentor.parts.mentors.words import Channel, Kind, values_of


def values(facet, row, me, today):  # noqa: PLR0911 - a line for each facet
    """Which values of a facet a listing has."""
    if facet == "room":
        return {ROOM_OF.get(row.state(today), Room.CLOSED)}
    if facet == "kind":
        return set(values_of(Kind, row.kinds))
    if facet == "topic":
        return {name.lower() for name in row.topics}
    if facet == "language":
        return set(row.languages)
    if facet == "for":
        return set(values_of(Stage, row.stages)) or set(Stage.values)
    if facet == "who":
        found = {Beside.PEERS} if row.as_peer or row.stage in me.peers else set()
        return found | ({Beside.SENIORS} if row.stage in me.seniors else set())
    if facet == "stage":
        return {row.stage} - {""}
    if facet == "by":
        return set(values_of(Channel, row.channels))
    if facet == "utc":
        hour = hour_beside_utc(row.zone, today)
        return set() if hour is None else {band_of(hour)}
    return {row.source}


def in_common(row, asked, me, today):
    zone = asked.zone or me.zone
    return overlap((row.week_1, row.week_2, row.week_3), waking_week(zone, today)) if zone else 0


def has_words(row, asked):
    if not asked.words:
        return True
    wanted, there = words_of(asked.words), words_of(row.words)
    return bool(wanted) and all(
        any(word == one or (len(one) >= SHORTEST and word.startswith(one)) for word in there)
        for one in wanted
    )


def fits(row, asked, me, today, *, but=""):
    """Whether a listing is found when nothing is chosen of the facet `but`."""
    owner = (row.offer and row.offer.member_id) or (row.page and row.page.member_id)
    if row.gone or owner in me.apart or not has_words(row, asked):
        return False
    if asked.hours and but != "hours" and in_common(row, asked, me, today) < asked.hours:
        return False
    return all(
        values(facet, row, me, today) & set(chosen) for facet, chosen in asked.chosen.items() if facet != but
    )


def counts(rows, facet, asked, me, today):
    """How many of each value there would be."""
    others = [row for row in rows if fits(row, asked, me, today, but=facet)]
    if facet == "hours":
        return {
            str(least): sum(in_common(row, asked, me, today) >= least for row in others) for least in HOURS
        }
    found = {}
    for row in others:
        for value in values(facet, row, me, today):
            found[str(value)] = found.get(str(value), 0) + 1
    return found
