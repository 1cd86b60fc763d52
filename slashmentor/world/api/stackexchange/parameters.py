"""What a call may ask for. Names and limits are Stack Exchange's; what isn't known is ignored, as there."""

import re
from datetime import UTC, datetime
from typing import Annotated, Literal

from ninja import Schema
from pydantic import Field

# Dates are seconds since 1970. Later than the year 9999 would overflow, which is nobody's wish.
Moment = Annotated[int, Field(ge=0, le=253_402_300_799)]
_IDS = re.compile(r"[0-9]{1,18}(?:;[0-9]{1,18}){0,99};?")


Words = Annotated[str, Field(max_length=400)]


class Paging(Schema):
    """Which page of a list, how long, and how much of each item."""

    page: Annotated[int, Field(ge=1, le=1000)] = 1
    pagesize: Annotated[int, Field(ge=1, le=100)] = 30
    filter: Words = "default"

    @property
    def window(self) -> slice:
        """The page and one more, which tells whether there is another."""
        start = (self.page - 1) * self.pagesize
        return slice(start, start + self.pagesize + 1)

    @property
    def with_body(self) -> bool:
        """`withbody`, and every filter that somebody made there ("!…"), which we can't look into."""
        return self.filter == "withbody" or self.filter.startswith("!")

    @property
    def only_total(self) -> bool:
        return self.filter == "total"


class Listing(Paging):
    """A list of a site's items, sorted, in a span of time, between two values of what it is sorted by."""

    site: Words
    order: Literal["desc", "asc"] = "desc"
    sort: Words | None = None
    fromdate: Moment | None = None
    todate: Moment | None = None
    min: Words | None = None
    max: Words | None = None


class Tagged(Listing):
    """Questions with all of these topics, parted by semicolons."""

    tagged: Words = ""


class Searching(Tagged):
    """What search/advanced takes; search/ has `intitle` for `title`."""

    q: Words = ""
    title: Words = ""
    intitle: Words = ""
    body: Words = ""
    nottagged: Words = ""
    user: Annotated[int, Field(ge=1, lt=2**63)] | None = None
    accepted: bool | None = None
    closed: bool | None = None
    wiki: bool | None = None
    answers: Annotated[int, Field(ge=0, lt=2**31)] | None = None
    views: Annotated[int, Field(ge=0, lt=2**31)] | None = None


class Naming(Listing):
    """People and topics, found by a part of their name."""

    inname: Words = ""


class AllSites(Paging):
    """Sites are few, and clients ask for all of them at once."""

    pagesize: Annotated[int, Field(ge=1, le=10_000)] = 30


class OfSite(Schema):
    site: Words


def ids_of(text: str) -> list[int]:
    """`1;2;3` as numbers, at most 100. Raises ValueError for anything else."""
    if not _IDS.fullmatch(text):
        raise ValueError("ids")
    return [int(one) for one in text.split(";") if one]


def listed(names: str) -> list[str]:
    return [name for name in names.lower().split(";") if name]


def moment(seconds: int) -> datetime:
    return datetime.fromtimestamp(seconds, tz=UTC)
