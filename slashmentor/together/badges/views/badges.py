from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from slashmentor.base.pages.render import member_of, page
from slashmentor.commons.communities.models import Community
from slashmentor.commons.communities.numbers import Numbers, numbers_of

from ..catalogue import Badge, Each, Subject, badge_called, badges
from ..models import Award
from ..queries.awards import A_PAGE, count_people, find_had, find_holders

# More communities than that are found through their own pages.
TABS = 8


@require_safe
def badges_page(request: HttpRequest) -> HttpResponse:
    """/badges?community=: every badge by subject, how many have it, and which are mine."""
    here = _community(request)
    reader = member_of(request)
    mine = {had.badge.key: had for had in find_had(reader.pk, here)} if reader is not None else {}
    people, numbers = count_people(here), _numbers(here)
    subjects = [
        (
            subject,
            [
                {
                    "badge": badge,
                    "says": badge.says(numbers),
                    "people": people.get(badge.key, 0),
                    "mine": mine.get(badge.key),
                }
                for badge in badges()
                if badge.subject == subject
            ],
        )
        for subject in Subject
    ]
    return page(
        request,
        "badges/badges.html",
        {"subjects": subjects, "here": here, "communities": _tabs(), "earned": len(mine)},
    )


@require_safe
def badge_page(request: HttpRequest, key: str) -> HttpResponse:
    """/badges/<key>?community=&before=: what it is for, and who has it, newest first."""
    badge = badge_called(key)
    if badge is None:
        raise Http404
    here = _community(request)
    found = find_holders(badge, here, _before(request, badge))
    context: dict[str, Any] = {
        "badge": badge,
        "says": badge.says(_numbers(here)),
        "here": here,
        "is_of_posts": badge.each == Each.POST,
        "holders": found[:A_PAGE],
        "people": count_people(here).get(badge.key, 0),
        "communities": [] if badge.everywhere else _tabs(),
        "next": found[A_PAGE - 1].award.pk if len(found) > A_PAGE else None,
    }
    return page(request, "badges/badge.html", context)


def _community(request: HttpRequest) -> Community | None:
    slug = request.GET.get("community", "")[:40]
    return get_object_or_404(Community, slug=slug) if slug else None


def _numbers(here: Community | None) -> Numbers:
    return Numbers() if here is None else numbers_of(here)


def _tabs() -> list[Community]:
    found = list(Community.objects.only("slug", "name").order_by("name")[:TABS])
    return found if len(found) > 1 else []


def _before(request: HttpRequest, badge: Badge) -> Award | None:
    text = request.GET.get("before", "")
    if not text:
        return None
    if not (text.isascii() and text.isdigit() and len(text) < 19):
        raise Http404
    return get_object_or_404(Award, pk=int(text), badge=badge.key)
