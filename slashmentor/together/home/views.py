"""The first page, and what this place says about itself."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe
from markupsafe import Markup

from slashmentor.base.pages.cached import cached_fragment, cached_page
from slashmentor.base.pages.render import fragment, member_of, page
from slashmentor.commons.communities.numbers import Numbers
from slashmentor.commons.happenings import latest
from slashmentor.commons.people.models import Member
from slashmentor.parts.questions.queries.lists import find_beside, find_questions
from slashmentor.parts.questions.views.rows import list_markup
from slashmentor.together.routing.queries.page import for_you
from slashmentor.together.routing.views.for_you import in_words
from slashmentor.together.routing.words import greeting

from .queries import last_week
from .rules_in_words import rules_of_the_instance

SHOWN = 6
FITTING = 3
SECONDS = 60  # the week's figures move on even when nothing happens


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """/ : what this is and what is being asked; for a member what fits them first."""
    member = member_of(request)
    if member is None:
        return cached_page(request, "home", latest(), lambda: _for_visitors(request), seconds=SECONDS)
    return _for_members(request, member)


@require_safe
def about(request: HttpRequest) -> HttpResponse:
    return page(request, "home/about.html", {"communities": _beside("communities")})


@require_safe
def rules(request: HttpRequest) -> HttpResponse:
    """/about/rules: what everybody lives by, with the numbers of each community."""
    return cached_page(
        request,
        "rules",
        latest(),
        lambda: page(request, "home/rules.html", {"rules": rules_of_the_instance()}),
    )


@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    return page(request, "home/privacy.html")


@require_safe
def names(request: HttpRequest) -> HttpResponse:
    """/about/names: what a real name, a pseudonym and an anonymous question protect, and what not."""
    return page(request, "home/names.html", {"days": Numbers().whole("anonymous.days")})


def _for_visitors(request: HttpRequest) -> HttpResponse:
    return page(
        request,
        "home/visitor.html",
        {
            "asked": _asked(request, "hot", "active"),
            "communities": _beside("communities"),
            "week": last_week(now=timezone.now()),
        },
    )


def _for_members(request: HttpRequest, member: Member) -> HttpResponse:
    now, version = timezone.now(), latest()
    fitting = for_you(member, now=now, most=FITTING)
    return page(
        request,
        "home/member.html",
        {
            "asked": cached_fragment("home:asked", version, lambda: _asked(request, "new"), seconds=SECONDS),
            **in_words(fitting, member=member, now=now),
            "greeting": greeting(member, now=now),
            "places": cached_fragment("home:places", version, lambda: _places(request), seconds=SECONDS),
        },
    )


def _asked(request: HttpRequest, *sorts: str) -> Markup:
    """The first few questions: by the first of these sorts that has enough of them, else by the last."""
    for sort in sorts:
        rows = find_questions(sort=sort, size=SHOWN)[:SHOWN]
        if len(rows) == SHOWN:
            break
    return list_markup(request, rows, sort=sort)


def _places(request: HttpRequest) -> Markup:
    return fragment(request, "home/_places.html", {"communities": _beside("communities")})


def _beside(kind: str) -> list[Any]:
    return [row for row in find_beside() if row.kind == kind]
