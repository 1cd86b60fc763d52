"""Trying other weights on the past, and letting them count."""

from collections.abc import Mapping
from datetime import datetime
from math import isfinite

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from slashmentor.base.errors import Invalid
from slashmentor.commons.happenings import happened
from slashmentor.commons.people.models import Member
from slashmentor.commons.safety.gates import require_moderator

from ..models import Trial, Tuning
from ..ranking.shares import MOST
from .queries import AS_LEARNED, factors_of, newest_tuning
from .trying import try_out

KEPT = 12  # trials; older ones are cleared when another begins
DECIMALS = 2


def begin_trial(factors: Mapping[str, float], *, by: Member, now: datetime) -> Trial:
    """Have these factors measured on this instance's past, beside those that count now. A worker does it.

    The same factors again while they are being measured: the trial that is going. Raises Refused for whoever isn't
    a host, Invalid with a sentence for each signal whose factor can't be, or while others are being measured.
    """
    require_moderator(by, None, now=now)
    checked = _checked(factors)
    try:
        with transaction.atomic():
            trial = Trial.objects.create(
                factors=checked, instead_of=factors_of(newest_tuning()), by=by, at=now
            )
            kept = Trial.objects.order_by("-pk").values("pk")[:KEPT]
            Trial.objects.exclude(pk__in=list(kept.values_list("pk", flat=True))).delete()
            try_out.later(trial_id=trial.pk)
    except IntegrityError:
        going = Trial.objects.filter(state=Trial.State.GOING).first()
        if going is not None and going.factors == checked:
            return going
        raise Invalid(
            _("Other weights are being tried right now. Please wait for them, or stop that.")
        ) from None
    return trial


def stop_trial(trial: Trial, *, by: Member, now: datetime) -> None:
    """Nobody waits for it any more; what has ended stays as it is. Raises Refused for whoever isn't a host."""
    require_moderator(by, None, now=now)
    Trial.objects.filter(pk=trial.pk, state=Trial.State.GOING).update(state=Trial.State.STOPPED)


def tune(factors: Mapping[str, float], *, by: Member, now: datetime) -> Tuning | None:
    """Let each signal count so much, from now on. Hosts read who did it and when. None when it counts so already.

    Raises Refused for whoever isn't a host, Invalid with a sentence for each signal whose factor can't be.
    """
    require_moderator(by, None, now=now)
    checked = _checked(factors)
    if factors_of(newest_tuning()) == checked:
        return None
    with transaction.atomic():
        tuning = Tuning.objects.create(factors=checked, by=by, at=now)
        happened("routing.tuned", by=by, about=tuning, now=now, factors=checked)
    return tuning


def _checked(factors: Mapping[str, float]) -> dict[str, float]:
    """A factor for each signal; what isn't named counts as learned."""
    full = {**AS_LEARNED, **{signal: factors[signal] for signal in AS_LEARNED if signal in factors}}
    wrong = _("It has to be a number from 0 to %(most)s.") % {"most": f"{MOST:n}"}
    errors = {signal: wrong for signal, value in full.items() if not (isfinite(value) and 0 <= value <= MOST)}
    if not errors and not any(full.values()):
        errors[""] = _("Something has to count, or everybody would be as fit as everybody else.")
    if errors:
        raise Invalid(errors)
    return {signal: round(float(value), DECIMALS) for signal, value in full.items()}
