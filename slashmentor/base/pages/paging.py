"""One page of a list, asked for with `?page=2`."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django.http import Http404, HttpRequest
from django.utils.translation import gettext as _

Item = TypeVar("Item")

# Nobody leafs that far; a program uses the API. It bounds what the database has to skip.
LAST_PAGE = 1000


@dataclass(frozen=True)
class Page(Generic[Item]):
    """What the macro `pager` shows, and the items of this page."""

    items: Sequence[Item]
    number: int
    previous_url: str | None
    next_url: str | None
    by_time: bool = False


def page_number(request: HttpRequest, parameter: str = "page") -> int:
    """The page that was asked for, 1 when none was; Http404 for what isn't a page."""
    text = request.GET.get(parameter, "1")
    if not (text.isascii() and text.isdigit() and len(text) <= 4 and 1 <= int(text) <= LAST_PAGE):
        raise Http404(_("There is no such page."))
    return int(text)


def page_of(request: HttpRequest, things: Any, *, size: int, by_time: bool = False) -> Page[Any]:
    """The asked-for page of a queryset or sequence.

    It reads one item more than it shows, to know whether there is a next page, and never counts the whole.
    A page behind the end is Http404, the first page may be empty.
    """
    number = page_number(request)
    start = (number - 1) * size
    found = list(things[start : start + size + 1])
    if not found and number > 1:
        raise Http404(_("There is no such page."))
    return Page(
        found[:size],
        number,
        _address(request, number - 1) if number > 1 else None,
        _address(request, number + 1) if len(found) > size and number < LAST_PAGE else None,
        by_time,
    )


def _address(request: HttpRequest, number: int) -> str:
    query = request.GET.copy()
    query.pop("page", None)
    if number > 1:
        query["page"] = str(number)
    return f"{request.path}?{query.urlencode()}" if query else request.path
