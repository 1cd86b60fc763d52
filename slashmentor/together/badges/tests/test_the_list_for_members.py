"""docs/members/badges.md says what the catalogue says."""

import re
from pathlib import Path

from slashmentor.commons.communities.numbers import Numbers
from slashmentor.together.badges.catalogue import Subject, badges
from slashmentor.together.badges.models import Tier

PAGE = Path(__file__).resolve().parents[4] / "docs/members/badges.md"


def lines():
    """The tables of the page, as the catalogue has them."""
    for subject in Subject:
        yield f"## {subject.label}"
        for badge in badges():
            if badge.subject == subject:
                says = badge.says(Numbers())
                yield f"| {badge.title} | {Tier(badge.tier).label} | {says} | {badge.each.label.removeprefix('can be had ')} |"


def test_every_badge_stands_there_with_its_numbers():
    text = PAGE.read_text(encoding="utf-8")
    found = re.findall(r"^(?:## .*|\| (?!badge |---).*\|)$", text, re.MULTILINE)
    assert found == list(lines())
