"""Why a mentor is shown to whoever asks, in words: the same that gave the points (`ordering`)."""

from collections.abc import Iterable

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from slashmentor.commons.people.languages import OWN_NAMES
from slashmentor.commons.people.models import Stage

from ..models import Listing
from ..words import values_of
from .asked import Asked, Beside
from .me import Me

MOST = 4
MOST_TOPICS = 3


def reasons(listing: Listing, asked: Asked, me: Me, *, hours: int) -> list[str]:
    """At most four, the weightiest first; none where nothing is known of who asks. `hours` a week are in common."""
    found = [
        _about_topics(listing, asked, me),
        _spoken(listing, asked, me),
        _hours(hours),
        _stage(listing, asked, me),
    ]
    return [reason for reason in found if reason][:MOST]


def _about_topics(listing: Listing, asked: Asked, me: Me) -> str:
    theirs = _among(listing.topics, me.seeks)
    mine = _among(listing.seeks, me.gives)
    if theirs and mine:
        return _("helps with %(theirs)s, which you seek, and seeks %(mine)s, which you know") % {
            "theirs": _and(theirs),
            "mine": _and(mine),
        }
    if theirs:
        return _("helps with %(topics)s, which you seek") % {"topics": _and(theirs)}
    if mine:
        return _("would like help with %(topics)s, which you know") % {"topics": _and(mine)}
    if len(asked.of("topic")) > 1 and (fits := _among(listing.topics, asked.of("topic"))):
        return _("helps with %(topics)s") % {"topics": _and(fits)}
    return ""


def _spoken(listing: Listing, asked: Asked, me: Me) -> str:
    """Of my own languages those that this page isn't in: who reads it needn't be told that somebody speaks that."""
    here = (get_language() or "").partition("-")[0]
    wanted = asked.of("language") or [code for code in me.languages if code != here]
    names = [OWN_NAMES[code] for code in listing.languages if code in wanted and code in OWN_NAMES]
    return _("speaks %(languages)s") % {"languages": _and(names)} if names else ""


def _hours(hours: int) -> str:
    if not hours:
        return ""
    return ngettext(
        "%(count)s hour a week overlaps with yours", "%(count)s hours a week overlap with yours", hours
    ) % {"count": hours}


def _stage(listing: Listing, asked: Asked, me: Me) -> str:
    if listing.as_peer and (Beside.PEERS in asked.of("who") or (me.stage and listing.stage == me.stage)):
        return _("would be glad of a peer")
    if me.stage and me.stage in values_of(Stage, listing.stages):
        return _("helps people at your stage")
    return ""


def _among(names: Iterable[str], wanted: Iterable[str]) -> list[str]:
    known = set(wanted)
    return [name for name in names if name.lower() in known][:MOST_TOPICS]


def _and(names: list[str]) -> str:
    if len(names) == 1:
        return names[0]
    return _("%(some)s and %(last)s") % {"some": ", ".join(names[:-1]), "last": names[-1]}
