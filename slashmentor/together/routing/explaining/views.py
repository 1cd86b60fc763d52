from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from slashmentor.base.pages.cached import cached_page
from slashmentor.base.pages.render import member_of, page
from slashmentor.commons.happenings import latest

from ..ranking.shares import shares
from ..signal_words import counted, factors_in_words
from ..tuning.queries import AS_LEARNED, factors_of, learned, newest_tuning
from .queries import own_figures
from .words import reasons_in_words, rules_of_fairness


@require_safe
def about_routing(request: HttpRequest) -> HttpResponse:
    """/about/routing: what speaks for somebody, what is fair, what is kept; for a member with their own figures."""
    member = member_of(request)
    if member is None:
        return cached_page(request, "routing:about", latest(), lambda: _page(request, {"own": None}))
    own = own_figures(member, now=timezone.now())
    return _page(request, {"own": own, "reasons": reasons_in_words(own.reasons)})


def _page(request: HttpRequest, own: dict[str, Any]) -> HttpResponse:
    tuning = newest_tuning()
    factors = factors_of(tuning)
    return page(
        request,
        "routing/about.html",
        {
            "signals": counted(shares(learned(), factors)),
            "tuning": tuning if factors != AS_LEARNED else None,
            "tuned": factors_in_words(factors),
            "fairness": rules_of_fairness(),
            **own,
        },
    )
