"""Measuring a trial, as a job: it takes a minute of a processor, so it says how far it is and can be stopped."""

from django.db.models import QuerySet

from slashmentor.base.jobs import job

from ..models import Trial
from ..past import past

NEWEST = 5_000  # questions that are replayed, at most
READ = 0.05  # how far it is, of 1, when the past is read
STEP = 5  # of 100: how often it is written down how far it is


class _Stopped(Exception):
    """Somebody stopped it, or it is gone."""


@job(retries=2, atomic=False)
def try_out(trial_id: int) -> None:
    """Measure it; safe to repeat. What goes wrong ends the trial, and goes on to the log."""
    from ..index.weighing import LONG_ENOUGH  # numpy, which a web process does without
    from ..ranking.bench import NothingToMeasureError
    from ..ranking.comparing import compare

    trial = Trial.objects.filter(pk=trial_id, state=Trial.State.GOING).first()
    if trial is None:
        return
    progress = _Progress(trial)
    try:
        history = list(past(most=NEWEST))
        progress.told(READ)
        figures = compare(
            history,
            {"tried": trial.factors, "today": trial.instead_of},
            adapting=len(history) >= LONG_ENOUGH,
            told=progress.told,
        )
    except NothingToMeasureError:
        figures = {}
    except _Stopped:
        return
    except Exception:
        _end(trial, Trial.State.FAILED, {})
        raise
    _end(trial, Trial.State.DONE, figures)


class _Progress:
    """Writes down how far a trial is, a step at a time."""

    def __init__(self, trial: Trial) -> None:
        self.trial = trial
        self.written = 0

    def told(self, share: float) -> None:
        """Raises _Stopped when nobody waits for it any more."""
        percent = int(100 * share) // STEP * STEP
        if percent <= self.written:
            return
        self.written = percent
        if not _going(self.trial).update(progress=percent):
            raise _Stopped


def _end(trial: Trial, state: str, figures: dict[str, object]) -> None:
    _going(trial).update(state=state, figures=figures, progress=100)


def _going(trial: Trial) -> QuerySet[Trial]:
    return Trial.objects.filter(pk=trial.pk, state=Trial.State.GOING)
