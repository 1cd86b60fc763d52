"""Reading the list of another instance, which may be mistaken or hostile: page by page, bounded, believing of nobody
but those whose pages are its own. Writes nothing down.
"""

import json
import time
from dataclasses import dataclass, field
from typing import Any, NoReturn
from urllib.parse import urlsplit

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from slashmentor.base.fetch import Door, NotFetched
from slashmentor.base.text.characters import tidy
from slashmentor.parts.mentors.taking.reading import VERSION, NoMentor, Read, read_document

from .documents import PATH

MOST = 10_000  # entries looked at, of one instance
MOST_PAGES = 400
SECONDS = 240  # for all pages together; each has the door's own deadline


class NoList(NotFetched):
    """Something answers, but that is no list of mentor pages."""


@dataclass
class Heard:
    """What one reading brought: mentors by the address of their page."""

    name: str = ""
    revision: int | None = None  # None: it doesn't count them
    count: int | None = None  # how many it says it has in all
    mentors: dict[str, Read] = field(default_factory=dict)
    left_out: int = 0
    is_cut: bool = False  # there was more than we read

    @property
    def why(self) -> str:
        """What a host should know of a reading that went well; "" for nothing."""
        said = []
        if self.left_out:
            said.append(
                ngettext(
                    "%(number)s entry was left out: not of this instance, or without a name or an address.",
                    "%(number)s entries were left out: not of this instance, or without a name or an address.",
                    self.left_out,
                )
                % {"number": self.left_out}
            )
        if self.is_cut:
            said.append(_("It has more than %(most)s, of which the first were read.") % {"most": f"{MOST:,}"})
        return " ".join(said)


def hear(address: str, *, since: int | None = None, through: Door) -> Heard:
    """The list at this instance, or what changed in it after the revision `since`.

    Raises NotFetched with a sentence: not there, not in time, not a list, or leading on to somebody else.
    """
    heard, seen, looked_at = Heard(), set[str](), 0
    url: str | None = address + PATH + (f"?since={since}" if since is not None else "")
    end = time.monotonic() + SECONDS
    while url is not None:
        if len(seen) >= MOST_PAGES or time.monotonic() > end:
            raise NoList(_("Its list doesn’t come to an end."))
        seen.add(url)
        said = _page(url, address, through)
        if len(seen) == 1:
            _begin(heard, said)
        for one in said["mentors"]:
            if looked_at == MOST:
                heard.is_cut = True
                return heard
            looked_at += 1
            _take(heard, one, address)
        url = _next(said, address, seen)
    return heard


def origin_of(url: str) -> tuple[str, str, int | None]:
    """Scheme, host and port, by which one site is told from another."""
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        return "", "", None
    return (
        parts.scheme,
        (parts.hostname or "").rstrip("."),
        port or {"http": 80, "https": 443}.get(parts.scheme),
    )


def _page(url: str, address: str, through: Door) -> dict[str, Any]:
    """One page of the list, as JSON."""
    came = through.fetch(url, accept="application/json")
    if origin_of(came.url) != origin_of(address):
        raise NoList(_("It leads on to another site. Add that one, if it is an instance."))
    try:
        said = json.loads(came.body, parse_constant=_no_number)
    except (ValueError, RecursionError) as error:
        raise NoList(_("What answers there is no list of mentor pages.")) from error
    if not isinstance(said, dict) or not isinstance(said.get("mentors"), list):
        raise NoList(_("What answers there is no list of mentor pages."))
    if isinstance(said.get("version"), int) and said["version"] > VERSION:
        raise NoList(_("Its list is written for a newer version of this software."))
    return said


def _begin(heard: Heard, said: dict[str, Any]) -> None:
    """What the first page says of the whole list."""
    instance = said.get("instance")
    name = instance.get("name") if isinstance(instance, dict) else ""
    heard.name = " ".join(tidy(name[:400]).split())[:80] if isinstance(name, str) else ""
    heard.revision, heard.count = _counted(said.get("revision")), _counted(said.get("count"))


def _take(heard: Heard, one: object, address: str) -> None:
    """One entry, if it is of this very site: nobody speaks for others' pages."""
    try:
        read = read_document(one)
    except NoMentor:
        heard.left_out += 1
        return
    if origin_of(read["url"]) != origin_of(address):
        heard.left_out += 1
        return
    # Of a handle that claims another place nothing is shown.
    if not read["handle"].endswith(f"@{address.partition('://')[2]}"):
        read["handle"] = ""
    heard.mentors[read["url"]] = read


def _next(said: dict[str, Any], address: str, seen: set[str]) -> str | None:
    following = said.get("next")
    if not isinstance(following, str) or not following:
        return None
    if following in seen or origin_of(following) != origin_of(address) or urlsplit(following).path != PATH:
        raise NoList(_("Its list leads on to where it can’t be read on."))
    return following


def _counted(value: object) -> int | None:
    fits = isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 2**62
    return value if fits else None  # type: ignore[return-value]


def _no_number(name: str) -> NoReturn:
    raise ValueError(f"{name} is not JSON.")
