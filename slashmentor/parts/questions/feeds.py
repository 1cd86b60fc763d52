"""Atom feeds: every public list, and every question, at its address with `.atom`."""

from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.feedgenerator import Atom1Feed


class Item(NamedTuple):
    """Something new in a feed."""

    title: str
    path: str
    author: str
    html: str
    at: datetime
    changed_at: datetime
    topics: list[str]


def feed(request: HttpRequest, *, title: str, path: str, items: Iterable[Item]) -> HttpResponse:
    """The items as Atom (RFC 4287); `path` is the page that the feed belongs to."""
    here = settings.SITE_URL
    made = Atom1Feed(
        title=f"{title} · {settings.SITE_NAME}",
        link=here + path,
        description="",
        feed_url=here + request.get_full_path(),
        language=settings.LANGUAGE_CODE,
    )
    for item in items:
        made.add_item(
            title=item.title,
            link=here + item.path,
            description=item.html,
            author_name=item.author,
            unique_id=here + item.path,
            pubdate=item.at,
            updateddate=item.changed_at,
            categories=item.topics,
        )
    return HttpResponse(made.writeString("utf-8"), content_type="application/atom+xml; charset=utf-8")
