"""Badges of two topics that become one."""

from datetime import datetime

from slashmentor.commons.topics.joining import BATCH, merges_topics
from slashmentor.commons.topics.models import Topic

from .models import Award


@merges_topics(order=100)
def move_awards(gone: Topic, kept: Topic, now: datetime) -> bool:  # noqa: ARG001 - the registry's signature
    """Who earned the same in both has it once, since the earlier of the two; the nightly review says the rest."""
    rows = list(Award.objects.filter(topic=gone).order_by("pk")[:BATCH])
    for award in rows:
        same = Award.objects.filter(
            topic=kept, member=award.member_id, badge=award.badge, community=award.community_id
        ).first()
        if same is None:
            Award.objects.filter(pk=award.pk).update(topic=kept)
            continue
        withdrawn = None if award.withdrawn_at is None else same.withdrawn_at
        Award.objects.filter(pk=same.pk).update(at=min(award.at, same.at), withdrawn_at=withdrawn)
        award.delete()
    return bool(rows)
