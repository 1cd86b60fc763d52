"""What requests show on a mentor's own pages."""

from typing import Any

from django.http import HttpRequest

from slashmentor.base.pages.panels import panel
from slashmentor.base.pages.render import fragment

from .queries.figures import figures_of


@panel("mentor.figures", order=10)
def requests_and_answers(request: HttpRequest, about: Any, **_context: Any) -> str:
    """To the mentor alone: the requests that came to their page (`about`, an offer), and what they did with them."""
    return fragment(
        request, "mentorships/_figures.html", {"offer": about, "figures": figures_of(about.member)}
    )
