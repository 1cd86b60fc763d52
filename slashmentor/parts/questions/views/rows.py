"""Rows of questions as markup, for every page that lists some."""

from collections.abc import Mapping, Sequence
from types import SimpleNamespace
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _
from markupsafe import Markup

from slashmentor.base.pages.render import fragment
from slashmentor.commons.people.models import Stage

from ..queries.lists import ListRow
from .markup import answers, topic_links

ONE_PAGE = SimpleNamespace(previous_url=None, next_url=None)


def list_markup(
    request: HttpRequest,
    rows: Sequence[ListRow],
    *,
    sort: str = "new",
    pager: Any = ONE_PAGE,
    empty: Mapping[str, str] | None = None,
    ask: str = "",
    names_community: bool = True,
) -> Markup:
    """The rows with their pager, the same for all readers; without rows, what will be here.

    `sort` decides which time is shown, `ask` is the query of the address where one asks, `empty` a title and
    a text.
    """
    return fragment(
        request,
        "questions/_list.html",
        {
            "rows": rows,
            "sort": sort,
            "pager": pager,
            "empty": empty or _nothing_yet(),
            "ask": ask,
            "names_community": names_community,
            "stages": {key: str(label) for key, label in Stage.choices},
            "answers": answers,
            "topic_links": topic_links,
        },
    )


def _nothing_yet() -> dict[str, str]:
    return {
        "title": _("No questions yet"),
        "text": _("What somebody asks will stand here. It may as well be you."),
    }
