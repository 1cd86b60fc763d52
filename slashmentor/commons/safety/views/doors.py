"""What the views here share: who comes in, and which thing an address means."""

import re
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from slashmentor.base.pages.render import member_of
from slashmentor.commons.people.models import Member

from ..flaggable import find
from ..gates import in_care_of, looks_after_all

View = Callable[..., HttpResponse]

get_or_post = require_http_methods(["GET", "HEAD", "POST"])
_THING = re.compile(r"([a-z_]{1,40}\.[a-z_]{1,40}):([1-9][0-9]{0,17})\Z")


def me(request: HttpRequest) -> Member:
    """The member, in a view that is for members only."""
    found: Member = member_of(request)
    return found


def moderators_only(view: View) -> View:
    """For those who look after a community: the view is given which. For all others there is no such page."""

    @wraps(view)
    @login_required
    def checked(request: HttpRequest, **kwargs: Any) -> HttpResponse:
        now = timezone.now()
        communities = in_care_of(me(request), now=now)
        if not communities and not looks_after_all(me(request), now=now):
            raise Http404
        return view(request, communities, **kwargs)

    return checked


def hosts_only(view: View) -> View:
    """For those who run the instance; for all others there is no such page."""

    @wraps(view)
    @login_required
    def checked(request: HttpRequest, **kwargs: Any) -> HttpResponse:
        if not looks_after_all(me(request), now=timezone.now()):
            raise Http404
        return view(request, **kwargs)

    return checked


def thing_at(name: str) -> Any:
    """The thing that "questions.entry:12" means; Http404 for anything else."""
    match = _THING.match(name)
    thing = find(match[1], int(match[2])) if match is not None else None
    if thing is None:
        raise Http404
    return thing
