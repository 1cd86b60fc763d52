"""How often a mentor page was looked at, for its owner alone."""

from typing import ClassVar

from django.db import models


class Visit(models.Model):
    """A page's visits on one UTC day. No word of who came: a number, and nothing that could tell."""

    offer = models.ForeignKey(
        "mentors.Offer", on_delete=models.CASCADE, related_name="visits", db_index=False
    )
    day = models.DateField()
    times = models.PositiveIntegerField(default=0)

    objects: ClassVar[models.Manager["Visit"]] = models.Manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["offer", "day"], name="visits_of_a_day")]

    def __str__(self) -> str:
        return f"{self.offer_id} on {self.day}: {self.times}"
