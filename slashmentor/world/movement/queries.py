"""What hosts see of the instances that are read."""

from .models import Instance

MOST_SHOWN = 500


def instances() -> list[Instance]:
    """Those with trouble first, then by address; one query."""
    found = Instance.objects.order_by("address")[:MOST_SHOWN]
    troubled = {Instance.State.SILENT: 0, Instance.State.FAILING: 1}
    return sorted(found, key=lambda one: troubled.get(Instance.State(one.state), 2))
