"""What the views of one entry share: find it for this reader, send visitors to the door, and come back to it."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from slashmentor.base.pages.render import member_of
from slashmentor.commons.people.models import Member

from .. import rules
from ..models import Comment, Entry
from .addresses import address_of

View = Callable[..., HttpResponse]


def members_only(view: View) -> View:
    """Visitors are asked to log in, and come back to where they were."""

    @wraps(view)
    def checked(request: HttpRequest, **kwargs: int) -> HttpResponse:
        if member_of(request) is not None:
            return view(request, **kwargs)
        back = request.get_full_path() if request.method in {"GET", "HEAD"} else _page_of(kwargs)
        response: HttpResponse = redirect_to_login(back, reverse("account_login"))
        if is_htmx(request):
            response = HttpResponse(headers={"HX-Redirect": response["Location"]})
        return response

    return checked


def member(request: HttpRequest) -> Member:
    """The member, in a view that is for members only."""
    found: Member = member_of(request)
    return found


def is_htmx(request: HttpRequest) -> bool:
    return request.headers.get("HX-Request") == "true"


def entry_for(request: HttpRequest, entry_id: int) -> Entry:
    """The entry; Http404 when there is none, or this reader may not see it."""
    entry = Entry.objects.select_related("question", "community").filter(pk=entry_id).first()
    if entry is None or not rules.can_see.test(member_of(request), entry):
        raise Http404
    return entry


def question_for(request: HttpRequest, question_id: int) -> Entry:
    """The question; Http404 when there is none, or this reader may not see it."""
    question = entry_for(request, question_id)
    if not question.is_question:
        raise Http404
    return question


def comment_for(request: HttpRequest, comment_id: int) -> Comment:
    """The comment, not deleted, of an entry that this reader may see; else Http404."""
    comment = (
        Comment.objects.select_related("entry", "entry__question", "entry__community")
        .filter(pk=comment_id, deleted_at=None)
        .first()
    )
    if comment is None or not rules.can_see.test(member_of(request), comment.entry):
        raise Http404
    return comment


def back_to(entry: Entry) -> HttpResponse:
    """To the entry on the page of its question."""
    return HttpResponseRedirect(address_of(entry))


def _page_of(kwargs: dict[str, Any]) -> str:
    if "question_id" in kwargs:
        return f"/q/{kwargs['question_id']}"
    return f"/a/{kwargs['entry_id']}" if "entry_id" in kwargs else "/questions"
