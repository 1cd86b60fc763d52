"""Bookmarks and followed questions: keep, let go, and the two lists."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from slashmentor.base.pages.render import page

from .. import actions
from ..models import Bookmark, Following
from ..queries.lists import A_PAGE, MOST_PAGES, find_by_ids
from .entries import back_to, entry_for, is_htmx, member, members_only
from .numbers import Pager, page_number
from .pieces import follow_piece, keep_piece
from .rows import list_markup


@require_POST
@members_only
def keep(request: HttpRequest, *, entry_id: int) -> HttpResponse:
    """`kept` 1: among my bookmarks; 0: no more."""
    entry = entry_for(request, entry_id)
    kept = request.POST.get("kept") == "1"
    (actions.keep if kept else actions.let_go)(entry, by=member(request), now=timezone.now())
    return (
        HttpResponse(keep_piece(entry.pk, kept=kept, is_question=entry.is_question))
        if is_htmx(request)
        else back_to(entry)
    )


@require_POST
@members_only
def follow(request: HttpRequest, *, question_id: int) -> HttpResponse:
    """`follows` 1: tell me what happens with this question; 0: no more."""
    entry = entry_for(request, question_id)
    follows = request.POST.get("follows") == "1"
    (actions.follow if follows else actions.unfollow)(entry, by=member(request), now=timezone.now())
    return HttpResponse(follow_piece(entry.pk, follows=follows)) if is_htmx(request) else back_to(entry)


@require_safe
@members_only
def bookmarks(request: HttpRequest) -> HttpResponse:
    """/bookmarks: what I keep, newest first; an answer stands under its question's title."""
    mine = Bookmark.objects.filter(member=member(request)).order_by("-id")
    return _list(
        request,
        [
            entry_id if question_id is None else question_id
            for entry_id, question_id in _window(request, mine, "entry_id", "entry__question_id")
        ],
        title=_("Bookmarks"),
        empty=_("What you keep with the bookmark beside a question or an answer is here, newest first."),
    )


@require_safe
@members_only
def following(request: HttpRequest) -> HttpResponse:
    """/following: the questions that I follow, newest first."""
    mine = Following.objects.filter(member=member(request)).order_by("-id")
    return _list(
        request,
        [row[0] for row in _window(request, mine, "question_id")],
        title=_("Questions you follow"),
        empty=_("When you follow a question, you hear of every answer, and find it here."),
    )


def _window(request: HttpRequest, rows: Any, *fields: str) -> list[Any]:
    start = (page_number(request.GET.get("page"), most=MOST_PAGES) - 1) * A_PAGE
    return list(rows.values_list(*fields)[start : start + A_PAGE + 1])


def _list(request: HttpRequest, ids: list[int], *, title: str, empty: str) -> HttpResponse:
    number = page_number(request.GET.get("page"), most=MOST_PAGES)
    shown = list(dict.fromkeys(ids[:A_PAGE]))
    rows = list_markup(
        request,
        find_by_ids(shown),
        pager=Pager(request.path, {}, number, more=len(ids) > A_PAGE, by_time=True),
        empty={"title": _("Nothing here yet"), "text": empty},
    )
    return page(request, "questions/kept.html", {"title": title, "rows": rows})
