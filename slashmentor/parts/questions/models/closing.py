from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class Reason(models.TextChoices):
    """Why a question is closed (rules.md, "Closing, reviewing, cleaning")."""

    DUPLICATE = "duplicate", _("asked before")
    DETAILS = "details", _("needs details or clarity")
    FOCUS = "focus", _("needs focus")
    OPINION = "opinion", _("opinion-based")
    OFF_TOPIC = "off_topic", _("off-topic")


class CloseReason(models.Model):
    """A community's own reason why something is off-topic there, with what an author can do about it."""

    community = models.ForeignKey(
        "communities.Community", on_delete=models.CASCADE, related_name="close_reasons"
    )
    name = models.CharField(_("reason"), max_length=120)
    advice = models.TextField(_("what the author can change"), max_length=600, blank=True)
    added_at = models.DateTimeField()
    retired_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["community", "name"], name="close_reason_once", condition=Q(retired_at=None)
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Ballot(models.Model):
    """A member's vote to close, reopen, delete or undelete. When it has ended, how.

    The first one to close waits (`counts_from`) until the author had time to mend what is missing.
    """

    class Purpose(models.TextChoices):
        CLOSE = "close", _("close")
        REOPEN = "reopen", _("reopen")
        DELETE = "delete", _("delete")
        UNDELETE = "undelete", _("bring back")

    class Outcome(models.TextChoices):
        DONE = "done", _("it came so")
        AGED = "aged", _("aged away")
        TAKEN_BACK = "taken_back", _("taken back")
        LAPSED = "lapsed", _("lapsed, since the post was changed")

    entry = models.ForeignKey("questions.Entry", on_delete=models.CASCADE, related_name="ballots")
    voter = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="ballots")
    purpose = models.CharField(max_length=8, choices=Purpose)
    reason = models.CharField(max_length=10, choices=Reason, blank=True)
    why = models.ForeignKey(CloseReason, null=True, on_delete=models.SET_NULL, related_name="+")
    duplicate_of = models.ForeignKey(
        "questions.Entry", null=True, on_delete=models.SET_NULL, related_name="+"
    )
    cast_at = models.DateTimeField()
    counts_from = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    outcome = models.CharField(max_length=10, choices=Outcome, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["voter", "entry", "purpose"], name="ballot_once", condition=Q(ended_at=None)
            ),
        ]
        indexes = [
            # the open ones of an entry; those that have aged; how many somebody cast today
            models.Index(fields=["entry", "purpose"], name="ballot_open", condition=Q(ended_at=None)),
            models.Index(fields=["cast_at"], name="ballot_aging", condition=Q(ended_at=None)),
            models.Index(fields=["voter", "-cast_at"], name="ballot_newest"),
        ]

    def __str__(self) -> str:
        return f"{self.voter_id} to {self.purpose} {self.entry_id}"


class Advice(models.Model):
    """What an author was told to change, before the first vote to close was counted: a checklist, kindly."""

    question = models.ForeignKey("questions.Entry", on_delete=models.CASCADE, related_name="advice")
    reason = models.CharField(max_length=10, choices=Reason)
    why = models.ForeignKey(CloseReason, null=True, on_delete=models.SET_NULL, related_name="+")
    duplicate_of = models.ForeignKey(
        "questions.Entry", null=True, on_delete=models.SET_NULL, related_name="+"
    )
    at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True)  # edited since, or not closed after all

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["question", "reason"], name="advice_once", condition=Q(settled_at=None)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.reason} for {self.question_id}"


class Sweeping(models.Model):
    """A question that the nightly sweep took away, and by which of its rows (rules.md, "Swept away each night").

    The row stays when somebody brings the question back: what people want to keep isn't swept again.
    """

    class Why(models.TextChoices):
        LOW = "low", _("score below 0 and no answer")
        QUIET = "quiet", _("no answer, and hardly read, for a year")
        CLOSED = "closed", _("closed, and no good answer")

    question = models.OneToOneField("questions.Entry", on_delete=models.CASCADE, related_name="sweeping")
    why = models.CharField(max_length=6, choices=Why)
    at = models.DateTimeField()
    brought_back_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.question_id} swept: {self.why}"
