"""/review: the queues of one's communities, and what became of what one reviewed."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from slashmentor.base.pages.paging import page_of
from slashmentor.base.pages.render import page
from slashmentor.parts.questions.views.entries import member, members_only

from .. import rules
from ..models import Queue
from ..queries import Place, find_places, find_reviewed
from ..queues import ABOUT, said

A_PAGE = 30


@require_safe
@members_only
def queues(request: HttpRequest, slug: str = "") -> HttpResponse:
    """What waits for me in each queue, what it is for, and what opens it; of one community, or of all of mine."""
    places = find_places(member(request), slug=slug)
    if slug and not places:
        raise Http404
    return page(
        request,
        "reviews/queues.html",
        {"places": [{"place": place, "queues": _queues_of(place)} for place in places], "slug": slug},
    )


@require_safe
@members_only
def history(request: HttpRequest) -> HttpResponse:
    """What I reviewed, and what it led to."""
    found = page_of(request, find_reviewed(member(request)), size=A_PAGE, by_time=True)
    rows = [
        {
            "review": review,
            "task": review.task,
            "entry": review.task.entry,
            "question": review.task.entry.question or review.task.entry,
            "said": said(review.task.queue, review.verdict),
        }
        for review in found.items
    ]
    return page(request, "reviews/history.html", {"rows": rows, "pager": found})


def _queues_of(place: Place) -> list[dict[str, Any]]:
    return [
        {
            "queue": queue,
            "about": ABOUT[queue],
            "waiting": place.waiting.get(queue, 0),
            "missing": ""
            if ABOUT[queue].is_open_to(place.position)
            else rules.what_is_missing_for(place.position, queue),
        }
        for queue in Queue
    ]
