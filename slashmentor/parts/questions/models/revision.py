from django.conf import settings
from django.db import models


class Revision(models.Model):
    """A version of an entry, the present one included: what it said, who wrote it, when and why."""

    entry = models.ForeignKey("questions.Entry", on_delete=models.CASCADE, related_name="revisions")
    number = models.PositiveIntegerField()
    title = models.CharField(max_length=250, blank=True)
    body = models.TextField()
    body_format = models.CharField(max_length=8, default="markdown")
    topic_names = models.JSONField(default=list)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="revisions"
    )
    summary = models.CharField(max_length=300, blank=True)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["entry", "number"], name="revision_number_once")]

    def __str__(self) -> str:
        return f"version {self.number} of {self.entry_id}"
