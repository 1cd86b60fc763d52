"""The lens "my communities" on the list of questions."""

from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from slashmentor.base.pages.render import member_of, page

from ..queries.lists import A_PAGE, find_beside, find_questions
from .numbers import Pager
from .rows import list_markup
from .tabs import Shown, tabs

QUERY = {"community": "mine"}


def mine(request: HttpRequest, shown: Shown) -> HttpResponse:
    """The questions of the communities that the reader joined; a visitor is asked to log in."""
    member = member_of(request)
    if member is None:
        return redirect_to_login(request.get_full_path(), reverse("account_login"))
    rows = find_questions(sort=shown.sort, joined_by=member.pk, page=shown.number)
    if not rows and shown.number > 1:
        raise Http404
    beside = find_beside()
    empty = {
        "title": _("Nothing here yet"),
        "text": _(
            "You have joined no community yet, or nobody has asked there. Asking or answering joins one, too."
        ),
    }
    body = list_markup(
        request,
        rows[:A_PAGE],
        sort=shown.sort,
        pager=Pager(request.path, {**QUERY, **shown.query}, shown.number, more=len(rows) > A_PAGE),
        empty=empty,
    )
    return page(
        request,
        "questions/mine.html",
        {
            "title": _("Questions in my communities"),
            "tabs": tabs(request.path, QUERY, shown),
            "canonical": request.get_full_path(),
            "body": body,
            "topics": [row.name for row in beside if row.kind == "topics"],
            "communities": [row for row in beside if row.kind == "communities"],
        },
    )
