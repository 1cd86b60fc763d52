from typing import Any

from django.db.models import QuerySet

from slashmentor.commons.communities.models import Community

from ..models import Flag


def carry_flags(things: QuerySet[Any], *, to: Community) -> None:
    """Things went to another community: whoever looks after that one decides their open flags.

    Decided flags stay where they were decided. In the transaction of what moves the things, which are locked; asks
    nobody. Twice is the same as once.
    """
    kind = things.model._meta.label_lower
    waiting = Flag.objects.filter(about_kind=kind, about_id__in=things.values("pk"), decided_at=None)
    # In the order in which `settle` locks them, so that a decision of this moment and a move don't wait crosswise.
    found = list(waiting.select_for_update().order_by("pk").values_list("pk", flat=True))
    Flag.objects.filter(pk__in=found).update(community=to)
