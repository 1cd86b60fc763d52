from django.db import models


class Link(models.Model):
    """From one question to another: linked in its text or comments, a duplicate of it, or alike by its words."""

    class Kind(models.TextChoices):
        LINKED = "linked"
        DUPLICATE = "duplicate"
        ALIKE = "alike"

    source = models.ForeignKey("questions.Entry", on_delete=models.CASCADE, related_name="links")
    target = models.ForeignKey("questions.Entry", on_delete=models.CASCADE, related_name="linked_from")
    kind = models.CharField(max_length=9, choices=Kind)
    weight = models.FloatField(default=0)  # how much alike; 0 for the others
    at = models.DateTimeField()
    origin_id = models.BigIntegerField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["source", "target", "kind"], name="link_once"),
            models.CheckConstraint(condition=~models.Q(source=models.F("target")), name="link_not_to_itself"),
        ]

    def __str__(self) -> str:
        return f"{self.source_id} {self.kind} {self.target_id}"
