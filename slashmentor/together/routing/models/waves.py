"""Who was told of a question, and who is next."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Way(models.Model):
    """How far the news of one question has spread. It ends with an answer, or when nobody is left to be told."""

    class State(models.TextChoices):
        GOING = "going", _("on its way")
        ANSWERED = "answered", _("answered")
        CLOSED = "closed", _("closed or deleted")
        DONE = "done", _("nobody is left who could be told")

    question = models.OneToOneField("questions.Entry", on_delete=models.CASCADE, related_name="way")
    state = models.CharField(max_length=8, choices=State, default=State.GOING)
    wave = models.PositiveSmallIntegerField(default=0)  # the last one that was sent
    next_at = models.DateTimeField(null=True)  # when the next one is due; None when it has ended

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state="going", next_at__isnull=False)
                | (~models.Q(state="going") & models.Q(next_at=None)),
                name="routing_way_ends_or_goes_on",
            ),
        ]
        indexes = [
            # what is due
            models.Index(
                fields=["next_at"], name="routing_way_due", condition=models.Q(next_at__isnull=False)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.question_id}, wave {self.wave}"


class Told(models.Model):
    """One member was told of one question: it counts towards their week. `facts` say why them, as in `Fit`."""

    question = models.ForeignKey("questions.Entry", on_delete=models.CASCADE, related_name="told")
    member = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="told")
    wave = models.PositiveSmallIntegerField()
    facts = models.JSONField(default=list, db_default=[])
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["question", "member"], name="routing_told_once")]
        indexes = [
            # a member's week
            models.Index(fields=["member", "-at"], name="routing_told_lately"),
        ]

    def __str__(self) -> str:
        return f"{self.member} was told of {self.question_id}"


class Invitation(models.Model):
    """“Somebody else should see this”: a member named somebody, who may ignore it."""

    question = models.ForeignKey("questions.Entry", on_delete=models.CASCADE, related_name="invitations")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    to = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="invited_to")
    words = models.CharField(_("a line for them"), max_length=200, blank=True)
    at = models.DateTimeField()
    ignored_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            # One is enough, whoever it comes from.
            models.UniqueConstraint(fields=["question", "to"], name="routing_invited_once"),
            models.CheckConstraint(condition=~models.Q(by=models.F("to")), name="routing_invited_by_another"),
        ]
        indexes = [
            # how many somebody has sent lately
            models.Index(fields=["by", "-at"], name="routing_invited_by"),
            # what somebody is invited to
            models.Index(fields=["to", "-at"], name="routing_invited_to"),
        ]

    def __str__(self) -> str:
        return f"{self.to} is invited to {self.question_id}"
