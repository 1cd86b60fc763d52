"""What is kept of the index, so that a process that starts has it in seconds, and of what it found."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Learned(models.Model):
    """One learning of the vocabulary's directions (`ranking/text.py`), made from the texts there were.

    While it is being built its parts are done by whichever worker is free; when all are, it is the one in use.
    """

    class State(models.TextChoices):
        BUILDING = "building", _("being built")
        IN_USE = "in use", _("in use")
        RETIRED = "retired", _("replaced")

    state = models.CharField(max_length=8, choices=State, default=State.BUILDING)
    begun_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)
    texts = models.PositiveIntegerField(default=0)  # how many it learned from
    terms = models.BinaryField(default=b"")  # compressed, in the order of the rows of the others
    rarities = models.BinaryField(default=b"")  # (terms,) float32
    directions = models.BinaryField(default=b"")  # (terms, size) float16
    weights = models.JSONField(default=dict)  # the community's own, as `ranking.Model.record()` gives them

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["state"], name="routing_learned_one_in_use", condition=models.Q(state="in use")
            ),
            models.UniqueConstraint(
                fields=["state"], name="routing_learned_one_building", condition=models.Q(state="building")
            ),
        ]

    def __str__(self) -> str:
        return f"learned {self.begun_at:%Y-%m-%d}, {self.get_state_display()}"


class Part(models.Model):
    """A range of posts whose texts one job measures: parts are done in any order, by any number of workers."""

    learned = models.ForeignKey(Learned, on_delete=models.CASCADE, related_name="parts")
    first = models.BigIntegerField()  # ids of entries, both ends within
    last = models.BigIntegerField()
    done_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["learned", "first"], name="routing_part_once")]

    def __str__(self) -> str:
        return f"{self.first} to {self.last}"


class Measured(models.Model):
    """A post's text as the index sees it."""

    learned = models.ForeignKey(Learned, on_delete=models.CASCADE, related_name="measured", db_index=False)
    entry = models.ForeignKey("questions.Entry", on_delete=models.CASCADE, related_name="+")
    vector = models.BinaryField()  # (size,) float16
    bag = models.BinaryField(default=b"")  # a question's words and how often, compressed

    class Meta:
        constraints = [models.UniqueConstraint(fields=["learned", "entry"], name="routing_measured_once")]

    def __str__(self) -> str:
        return f"words of {self.entry_id}"


class Fit(models.Model):
    """A question fits a member: how well, and which facts say so (ids, names and counts; no words)."""

    member = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="fits")
    question = models.ForeignKey("questions.Entry", on_delete=models.CASCADE, related_name="fits")
    score = models.FloatField()  # log-odds of being the one who answers it
    place = models.PositiveSmallIntegerField(default=0)  # among all for that question; 0: not known
    facts = models.JSONField(default=list)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["member", "question"], name="routing_fit_once")]
        indexes = [
            # /for-you: a member's best
            models.Index(fields=["member", "-score", "-question"], name="routing_fit_best"),
        ]

    def __str__(self) -> str:
        return f"{self.question_id} fits {self.member}"


class Tuning(models.Model):
    """By how much a host lets each signal count, beside what was learned: 1 leaves it as it is."""

    factors = models.JSONField(default=dict)  # signal → 0 to 3
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField()

    class Meta:
        indexes = [
            # the newest holds
            models.Index(fields=["-at", "-id"], name="routing_tuning_newest"),
        ]

    def __str__(self) -> str:
        return f"weights since {self.at:%Y-%m-%d}"
