"""How much each signal counts here: as shipped, as this instance's own past corrects it, and as its hosts let it."""

from ..models import Tuning
from ..past import past
from ..ranking.fitting import adapt
from ..ranking.ranker import Model, Ranker
from ..ranking.weighing import weighed

LONG_ENOUGH = 1_000  # questions, before one's own past says more than chance
LOOKED_AT = 8_000  # the newest: bounds time and memory


def own_weights() -> dict[str, dict[str, float]] | None:
    """Learned from this instance's newest questions; None of a short history, which leaves the shipped ones."""
    known = list(past(most=LOOKED_AT))
    if len(known) < LONG_ENOUGH:
        return None
    return adapt(known, Model.shipped("live"), live=True).record()


def newest_factors() -> dict[str, float]:
    """By signal, as hosts said last; along routing_tuning_newest."""
    factors = Tuning.objects.order_by("-at", "-pk").values_list("factors", flat=True).first()
    return factors or {}


def ranker_of(weights: dict[str, dict[str, float]], factors: dict[str, float]) -> Ranker:
    model = Model.from_record(weights) if weights else Model.shipped("live")
    return Ranker(weighed(model, factors))
