"""What badges show on a member's page."""

from itertools import groupby
from typing import Any

from django.http import HttpRequest
from django.utils.translation import ngettext

from slashmentor.base.pages.panels import panel
from slashmentor.base.pages.render import fragment
from slashmentor.together.badges.models import Tier
from slashmentor.together.badges.queries import find_brought


@panel("member.page", order=60)
def brought(request: HttpRequest, about: Any, **_context: Any) -> str:
    """The badges that a member had on the sites from which communities were brought in."""
    sites = [
        {
            "name": name or slug,
            "url": url,
            "badges": badges,
            "tally": _tally(badges),
        }
        for (name, url, slug), rows in groupby(find_brought(about.pk), key=_site)
        if (badges := list(rows))
    ]
    return fragment(request, "badges/_brought.html", {"sites": sites}) if sites else ""


def _site(row: dict[str, Any]) -> tuple[str, str, str]:
    return row["community__origin_name"], row["community__origin_url"], row["community__slug"]


def _tally(badges: list[dict[str, Any]]) -> list[str]:
    """How many of each metal, in words."""
    counts = {tier: sum(badge["times"] for badge in badges if badge["tier"] == tier) for tier in Tier}
    words = {
        Tier.GOLD: ngettext("%(count)d gold", "%(count)d gold", counts[Tier.GOLD]),
        Tier.SILVER: ngettext("%(count)d silver", "%(count)d silver", counts[Tier.SILVER]),
        Tier.BRONZE: ngettext("%(count)d bronze", "%(count)d bronze", counts[Tier.BRONZE]),
    }
    return [words[tier] % {"count": counts[tier]} for tier in Tier if counts[tier]]
