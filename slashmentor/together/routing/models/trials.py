"""What hosts tried before they let signals count more or less."""

from django.conf import settings
from django.core.validators import MaxValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _


class Trial(models.Model):
    """Other factors (as in `Tuning`), measured on the last part of this instance's own history.

    They are held against those that counted when it began. One at a time: it takes a processor for a minute.
    """

    class State(models.TextChoices):
        GOING = "going", _("being measured")
        DONE = "done", _("measured")
        STOPPED = "stopped", _("stopped")
        FAILED = "failed", _("failed")

    factors = models.JSONField()  # signal → 0 to 3
    instead_of = models.JSONField(default=dict)  # the same, as they counted then
    figures = models.JSONField(
        default=dict
    )  # what `ranking.comparing.compare` found; empty: nothing to measure
    state = models.CharField(max_length=7, choices=State, default=State.GOING)
    progress = models.PositiveSmallIntegerField(default=0, validators=[MaxValueValidator(100)])
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["state"], name="routing_trial_one_at_a_time", condition=models.Q(state="going")
            ),
        ]

    def __str__(self) -> str:
        return f"trial of {self.at:%Y-%m-%d}, {self.get_state_display()}"

    @property
    def is_going(self) -> bool:
        return self.state == Trial.State.GOING

    @property
    def is_done(self) -> bool:
        return self.state == Trial.State.DONE
