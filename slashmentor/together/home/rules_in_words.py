"""The rules of the instance for /about/rules: what brings points and what they open, from the numbers themselves."""

from dataclasses import dataclass

from django.utils.functional import Promise

from slashmentor.commons.communities.models import Community
from slashmentor.commons.communities.numbers import Number, Numbers, subjects

MOST = 100  # communities whose own numbers are linked


@dataclass(frozen=True)
class Rules:
    """Each subject with its numbers as they are in a community that changed none, and the communities."""

    subjects: list[tuple[str | Promise, tuple[Number, ...]]]
    usual: Numbers
    communities: list[Community]


def rules_of_the_instance() -> Rules:
    """One query, for the communities."""
    return Rules(
        [(each.title, each.numbers) for each in subjects()],
        Numbers(),
        list(Community.objects.order_by("-question_count", "name")[:MOST]),
    )
