"""Where the links of every page come from: each app adds its own when it is loaded (`AppConfig.ready`)."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from django.core.checks import CheckMessage, Error
from django.urls import NoReverseMatch
from django.utils.functional import Promise

from slashmentor.base.pages.addresses import url

# main: the header · menu: below the member's picture · settings: beside every settings page ·
# moderation: above what waits for moderators · foot, foot-more: the two columns of the footer
GROUPS = ("main", "menu", "settings", "moderation", "foot", "foot-more")

Shown = Callable[[Any], bool]  # asked with the member, or None for a visitor


@dataclass(frozen=True)
class Entry:
    """A link that an app offers to every page."""

    label: str | Promise
    url_name: str
    order: int
    shown: Shown

    @property
    def url(self) -> str:
        return url(self.url_name)


@dataclass(frozen=True)
class Link:
    """A link as one reader meets it; `current` when they are on its page or on one below it."""

    label: str
    url: str
    current: bool


_entries: dict[str, list[Entry]] = {group: [] for group in GROUPS}


def add(
    label: str | Promise,
    url_name: str,
    *,
    order: int,
    group: str = "main",
    members_only: bool = False,
    shown: Shown | None = None,
) -> None:
    """Put a link into a group; the smallest `order` stands first.

    `label` should be lazily translated. `shown` decides by the member (None for a visitor), for links
    that only some may use; `members_only` is its commonest case. Adding a name twice replaces it.
    """
    if shown is None:
        shown = _is_member if members_only else _everybody
    entries = [entry for entry in _entries[group] if entry.url_name != url_name]
    entries.append(Entry(label, url_name, order, shown))
    _entries[group] = sorted(entries, key=lambda entry: entry.order)


def links(group: str, *, member: Any, path: str) -> list[Link]:
    """The group's links for this reader, on the page at `path`.

    A link that leads nowhere is left out, so that one app's mistake doesn't take every page away; the
    check `pages.E001` tells of it (`broken`).
    """
    found = []
    for entry in _entries[group]:
        if entry.shown(member):
            with suppress(NoReverseMatch):
                found.append(Link(str(entry.label), entry.url, _leads_to(entry.url, path)))
    return found


def broken(**_options: Any) -> list[CheckMessage]:
    """Django's check: every link's name has an address."""
    return [
        Error(f"The link “{entry.label}” leads to “{entry.url_name}”, which no app has.", id="pages.E001")
        for entries in _entries.values()
        for entry in entries
        if not _has_address(entry)
    ]


def _has_address(entry: Entry) -> bool:
    try:
        return bool(entry.url)
    except NoReverseMatch:
        return False


def _leads_to(url: str, path: str) -> bool:
    return path == url or (url != "/" and path.startswith(url.rstrip("/") + "/"))


def _everybody(_member: Any) -> bool:
    return True


def _is_member(member: Any) -> bool:
    return member is not None
