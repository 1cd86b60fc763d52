"""Sorting and cutting a list by one column, as `sort`, `order`, `min` and `max` say."""

from collections.abc import Mapping
from typing import Any

from django.db.models import QuerySet

from .parameters import Listing, moment
from .wrapper import Wrong

# The columns that are moments; `min` and `max` are seconds then, else numbers (or names).
_MOMENTS = {"created_at", "active_at", "joined_at", "last_activity_at"}
_NAMES = {"name", "topic__name", "member__sought"}


def sorted_by(
    rows: QuerySet[Any], listing: Listing, columns: Mapping[str, str], *, default: str, tie: str = "pk"
) -> QuerySet[Any]:
    """The rows in order, within `min` and `max`. Raises Wrong for a sort that this method hasn't got."""
    column = columns.get(listing.sort or default)
    if column is None:
        raise Wrong("sort")
    if column:
        if listing.min is not None:
            rows = rows.filter(**{f"{column}__gte": _value(column, listing.min, "min")})
        if listing.max is not None:
            rows = rows.filter(**{f"{column}__lte": _value(column, listing.max, "max")})
    sign = "-" if listing.order == "desc" else ""
    return rows.order_by(f"{sign}{column or tie}", f"{sign}{tie}")


def created_within(rows: QuerySet[Any], listing: Listing, column: str = "created_at") -> QuerySet[Any]:
    """Those made between `fromdate` and `todate`."""
    if listing.fromdate is not None:
        rows = rows.filter(**{f"{column}__gte": moment(listing.fromdate)})
    if listing.todate is not None:
        rows = rows.filter(**{f"{column}__lte": moment(listing.todate)})
    return rows


def _value(column: str, text: str, name: str) -> Any:
    if column in _NAMES:
        return text
    try:
        number = int(text)
    except ValueError as error:
        raise Wrong(name) from error
    if column in _MOMENTS:
        if not 0 <= number <= 253_402_300_799:
            raise Wrong(name)
        return moment(number)
    if not -(2**31) <= number < 2**31:
        raise Wrong(name)
    return number
