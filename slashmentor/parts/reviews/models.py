from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from slashmentor.commons.people.models import Member
from slashmentor.parts.questions.models import Ballot, Judgement


class Queue(models.TextChoices):
    FIRST_QUESTIONS = "first-questions", _("First questions")
    FIRST_ANSWERS = "first-answers", _("First answers")
    LATE_ANSWERS = "late-answers", _("Late answers")
    SUGGESTED_EDITS = "suggested-edits", _("Suggested edits")
    CLOSE = "close", _("Close")
    REOPEN = "reopen", _("Reopen")
    LOW_QUALITY = "low-quality", _("Low quality")


class TaskQuerySet(models.QuerySet["Task"]):
    def open(self) -> Self:
        return self.filter(ended_at=None)

    def waiting_for(self, member: Member) -> Self:
        """Open ones that `member` hasn't looked at and has no part in: not their own, voted on or judged already."""
        looked = Review.objects.filter(task=OuterRef("pk"), by=member)
        # A purpose of a ballot is called like the queue that it opens.
        voted = Ballot.objects.filter(
            entry=OuterRef("entry"), purpose=OuterRef("queue"), voter=member, ended_at=None
        )
        judged = Judgement.objects.filter(suggestion=OuterRef("suggestion"), by=member)
        gone = Q(entry__deleted_at__isnull=False) | Q(entry__question__deleted_at__isnull=False)
        return (
            self.open()
            .filter(~Exists(looked), ~Exists(voted), ~Exists(judged), ~gone)
            .exclude(entry__author=member)
            .exclude(suggestion__by=member)
        )


class Task(models.Model):
    """One thing to look at, in one queue; open until enough people did, or it took care of itself."""

    class Outcome(models.TextChoices):
        LOOKED_AT = "looked_at", _("looked at")
        IMPROVED = "improved", _("improved")
        CLOSED = "closed", _("closed")
        LEFT_OPEN = "left_open", _("left open")
        REOPENED = "reopened", _("opened again")
        LEFT_CLOSED = "left_closed", _("left closed")
        APPROVED = "approved", _("approved")
        REJECTED = "rejected", _("not taken over")
        DELETED = "deleted", _("deleted")
        KEPT = "kept", _("kept")
        SETTLED = "settled", _("took care of itself")

    queue = models.CharField(max_length=16, choices=Queue)
    community = models.ForeignKey("communities.Community", on_delete=models.CASCADE, related_name="+")
    entry = models.ForeignKey("questions.Entry", on_delete=models.CASCADE, related_name="review_tasks")
    suggestion = models.ForeignKey(
        "questions.Suggestion", null=True, on_delete=models.CASCADE, related_name="review_tasks"
    )
    opened_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    outcome = models.CharField(max_length=11, choices=Outcome, blank=True)

    objects: ClassVar[models.Manager["Task"]] = models.Manager.from_queryset(TaskQuerySet)()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["queue", "entry"], name="task_once", condition=Q(ended_at=None)),
        ]
        indexes = [
            # a queue's next task, the longest waiting first
            models.Index(fields=["community", "queue", "id"], name="task_next", condition=Q(ended_at=None)),
        ]

    def __str__(self) -> str:
        return f"{self.queue}: {self.entry_id}"


class Review(models.Model):
    """What one reviewer said of a task; "skip" says nothing, and the task doesn't come to them again."""

    task = models.ForeignKey(Task, on_delete=models.CASCADE, related_name="reviews")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="reviews")
    verdict = models.CharField(max_length=16)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["task", "by"], name="review_once")]
        indexes = [
            # what somebody reviewed, newest first; how many today
            models.Index(fields=["by", "-at"], name="review_newest"),
        ]

    def __str__(self) -> str:
        return f"{self.by_id}: {self.verdict}"
