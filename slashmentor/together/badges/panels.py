"""What badges show on a member's page."""

from itertools import groupby
from typing import Any

from django.http import HttpRequest
from django.utils.translation import ngettext

from slashmentor.base.pages.panels import panel
from slashmentor.base.pages.render import fragment

from .models import Tier
from .queries.awards import tally
from .queries.shown import as_shown

# So many names on a member's page, of each place; all of them stand on a page of their own.
SHOWN = 9


@panel("member.page", order=60)
def badges_of(request: HttpRequest, about: Any, **_context: Any) -> str:
    """The badges that a member earned here, and had on the sites from which communities were brought in."""
    had, brought = as_shown(about.beside["badges"] or [])
    sites = sites_of(brought)
    if not had and not sites:
        return ""
    return fragment(
        request,
        "badges/_panel.html",
        {
            "shown": about,
            "had": had[:SHOWN],
            "tally": tally_words(tally((one.badge.tier, one.times) for one in had)),
            "sites": [{**site, "badges": site["badges"][:SHOWN]} for site in sites],
            "count": sum(one.times for one in had) + sum(site["count"] for site in sites),
            "all_shown": len(had) <= SHOWN and all(len(site["badges"]) <= SHOWN for site in sites),
        },
    )


def sites_of(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Brought badges by the site they were earned on, with a tally of each in words."""
    return [
        {
            "name": name or slug,
            "url": url,
            "badges": badges,
            "count": sum(badge["times"] for badge in badges),
            "tally": tally_words(tally((badge["tier"], badge["times"]) for badge in badges)),
        }
        for (name, url, slug), group in groupby(rows, key=_site)
        if (badges := list(group))
    ]


def tally_words(counts: dict[Tier, int]) -> list[str]:
    """How many of each metal: "2 gold", "1 bronze"."""
    gold, silver, bronze = (counts.get(tier, 0) for tier in Tier)
    words = {
        Tier.GOLD: ngettext("%(count)d gold", "%(count)d gold", gold),
        Tier.SILVER: ngettext("%(count)d silver", "%(count)d silver", silver),
        Tier.BRONZE: ngettext("%(count)d bronze", "%(count)d bronze", bronze),
    }
    return [words[tier] % {"count": counts[tier]} for tier in Tier if tier in counts]


def _site(row: dict[str, Any]) -> tuple[str, str, str]:
    return row["community__origin_name"], row["community__origin_url"], row["community__slug"]
