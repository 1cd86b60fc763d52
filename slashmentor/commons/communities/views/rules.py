from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from slashmentor.base.pages.cached import cached_page
from slashmentor.base.pages.render import page
from slashmentor.commons.happenings import latest

from ..models import Community
from ..numbers import numbers_of, subjects


@require_safe
def rules(request: HttpRequest, slug: str) -> HttpResponse:
    """/c/<slug>/rules: every number that holds here, by subject, those marked that its moderators changed."""

    def make() -> HttpResponse:
        community = get_object_or_404(Community, slug=slug)
        numbers = numbers_of(community)
        listed = [
            (
                each.title,
                [
                    (
                        number,
                        numbers[number.name],
                        number.usual(is_grown=community.is_grown),
                        number.name in community.numbers,
                    )
                    for number in each.numbers
                ],
            )
            for each in subjects()
        ]
        return page(request, "communities/rules.html", {"community": community, "subjects": listed})

    return cached_page(request, "community-rules", latest(), make)
