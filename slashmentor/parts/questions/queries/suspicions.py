"""Votes that moderators are asked about."""

from collections.abc import Iterable

from django.db.models import QuerySet

from ..models import Suspicion


def waiting_suspicions(community_ids: Iterable[int]) -> QuerySet[Suspicion]:
    """Those proposed in these communities, newest first, with the people concerned at hand."""
    return (
        Suspicion.objects.filter(community__in=list(community_ids), state=Suspicion.State.PROPOSED)
        .select_related("community", "voter", "author")
        .order_by("-found_at", "-pk")
    )
