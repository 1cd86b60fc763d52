"""Pages for machines: what schema.org says about a question and about a list of them."""

import json
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.conf import settings
from markupsafe import Markup

from ..queries.lists import ListRow
from ..queries.page import EntryRow, Head


def described_question(head: Head, asked: EntryRow, answers: Sequence[EntryRow]) -> Markup:
    """A QAPage: the question, its accepted answer, the others of this page."""
    main = _entry(asked) | {
        "@type": "Question",
        "name": head.title,
        "answerCount": head.answer_count,
        "url": settings.SITE_URL + head.path,
        "keywords": head.topics,
        "suggestedAnswer": [_entry(row) for row in answers if row.id != head.accepted_id],
    }
    if accepted := [_entry(row) for row in answers if row.id == head.accepted_id]:
        main["acceptedAnswer"] = accepted[0]
    return _script({"@context": "https://schema.org", "@type": "QAPage", "mainEntity": main})


def described_list(rows: Sequence[ListRow]) -> Markup:
    """An ItemList of the questions on a page."""
    items = [
        {"@type": "ListItem", "position": place, "url": settings.SITE_URL + row.path}
        for place, row in enumerate(rows, 1)
    ]
    return _script({"@context": "https://schema.org", "@type": "ItemList", "itemListElement": items})


def _entry(row: EntryRow) -> dict[str, Any]:
    data: dict[str, Any] = {
        "@type": "Answer",
        "text": row.excerpt,
        "dateCreated": _iso(row.created_at),
        "upvoteCount": row.score,
        "url": f"{settings.SITE_URL}/a/{row.id}",
    }
    if row.shown_name:
        data["author"] = {"@type": "Person", "name": row.shown_name}
        if row.handle:
            data["author"]["url"] = f"{settings.SITE_URL}/@{row.handle}"
    return data


def _script(data: dict[str, Any]) -> Markup:
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    # A script's text isn't escaped like the rest of a page: < must not be able to end it.
    safe = text.replace("&", r"\u0026").replace("<", r"\u003c").replace(">", r"\u003e")
    return Markup(f'<script type="application/ld+json">{safe}</script>')  # noqa: S704 - escaped in the line above


def _iso(moment: datetime) -> str:
    return moment.isoformat(timespec="seconds")
