from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class Suggestion(models.Model):
    """An edit that waits for approval: two reviewers, or the author, or a moderator (rules.md)."""

    class State(models.TextChoices):
        WAITING = "waiting", _("waiting for review")
        APPROVED = "approved", _("approved")
        REJECTED = "rejected", _("not taken over")
        OVERTAKEN = "overtaken", _("overtaken by another edit")
        WITHDRAWN = "withdrawn", _("withdrawn")

    entry = models.ForeignKey("questions.Entry", on_delete=models.CASCADE, related_name="suggestions")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="suggestions"
    )
    title = models.CharField(max_length=250, blank=True)
    body = models.TextField()
    topic_names = models.JSONField(default=list)
    summary = models.CharField(max_length=300, blank=True)
    based_on = models.PositiveIntegerField()  # the version it began from
    at = models.DateTimeField()
    state = models.CharField(max_length=9, choices=State, default=State.WAITING)
    decided_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            # one at a time: a second editor waits, or improves the first one's
            models.UniqueConstraint(
                fields=["entry"], name="suggestion_one_at_a_time", condition=Q(state="waiting")
            ),
        ]
        indexes = [models.Index(fields=["by", "-at"], name="suggestion_of_member")]

    def __str__(self) -> str:
        return f"suggestion {self.pk} for {self.entry_id}"


class Judgement(models.Model):
    """What somebody said of a suggested edit."""

    suggestion = models.ForeignKey(Suggestion, on_delete=models.CASCADE, related_name="judgements")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="judgements")
    approves = models.BooleanField()
    reason = models.CharField(max_length=300, blank=True)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["suggestion", "by"], name="judgement_once")]

    def __str__(self) -> str:
        return f"{self.by_id}: {self.approves}"
