"""Page numbers: read from an address, and as links to the pages before and after."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import Http404

_NUMBER = re.compile(r"[1-9][0-9]{0,5}", re.ASCII)


def page_number(value: str | None, *, most: int) -> int:
    """The number of a page, 1 without one; Http404 for what is no number or beyond the last page there can be."""
    if value is None:
        return 1
    if not _NUMBER.fullmatch(value) or int(value) > most:
        raise Http404
    return int(value)


@dataclass(frozen=True)
class Pager:
    """The pages around this one, for the component of that name."""

    path: str
    query: Mapping[str, str]
    number: int
    more: bool
    by_time: bool = False
    fragment: str = ""

    @property
    def previous_url(self) -> str | None:
        return self._url(self.number - 1) if self.number > 1 else None

    @property
    def next_url(self) -> str | None:
        return self._url(self.number + 1) if self.more else None

    def _url(self, number: int) -> str:
        query = urlencode({**self.query, **({"page": number} if number > 1 else {})})
        return self.path + (f"?{query}" if query else "") + (f"#{self.fragment}" if self.fragment else "")
