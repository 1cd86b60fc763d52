"""Badges for answering well in one topic (rules.md, "Badges"): the only ones that can be lost again."""

from typing import Any

from django.db.models import Count, QuerySet, Sum

from .posts import answers
from .scope import Scope


def at_home(scope: Scope) -> QuerySet[Any, Any]:
    """(member, topic) where somebody's answers have that score in all, and are that many."""
    # Whoever gave fewer answers in all gave fewer in each topic: nearly everybody.
    many = answers(scope).values("author").annotate(given=Count("pk")).filter(given__gte=scope["answers"])
    tagged = answers(scope).filter(
        author__in=many.values("author"), is_wiki=False, question__taggings__topic__isnull=False
    )
    sums = tagged.values("author", "question__taggings__topic").annotate(
        sum=Sum("score"), answers_given=Count("pk")
    )
    enough = sums.filter(sum__gte=scope["score"], answers_given__gte=scope["answers"])
    return enough.values_list("author", "question__taggings__topic")
