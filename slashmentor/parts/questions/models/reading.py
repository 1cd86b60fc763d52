from django.db import models


class View(models.Model):
    """Somebody read a question on a day. `visitor` is a salted hash that can't be followed from day to day."""

    question = models.ForeignKey("questions.Entry", on_delete=models.CASCADE, related_name="+")
    day = models.DateField()
    visitor = models.CharField(max_length=22)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["question", "day", "visitor"], name="view_once_a_day")]
        indexes = [models.Index(fields=["day"], name="view_day")]  # sweeping out days gone by

    def __str__(self) -> str:
        return f"{self.question_id} on {self.day}"
