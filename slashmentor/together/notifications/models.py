from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class Notification(models.Model):
    """One thing that a member should hear of. `member.unread` counts those not seen yet, exactly."""

    member = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="notifications"
    )
    kind = models.CharField(max_length=24)  # answer, comment, accept, mention …: a name in notices.KINDS
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    entry = models.ForeignKey("questions.Entry", on_delete=models.CASCADE, related_name="+")
    comment = models.ForeignKey("questions.Comment", null=True, on_delete=models.CASCADE, related_name="+")
    happening = models.ForeignKey(
        "happenings.Happening", null=True, on_delete=models.SET_NULL, related_name="+"
    )
    at = models.DateTimeField()
    seen_at = models.DateTimeField(null=True)
    mailed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            # told twice of the same happening is told once
            models.UniqueConstraint(fields=["member", "happening"], name="notified_once"),
        ]
        indexes = [
            # /notifications, newest first, keyset by id
            models.Index(fields=["member", "-id"], name="notification_newest"),
            # what a digest still has to tell
            models.Index(
                fields=["member", "id"],
                name="notification_to_mail",
                condition=Q(mailed_at=None, seen_at=None),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} for {self.member}"


class ByMail(models.TextChoices):
    NEVER = "never", _("No e-mail")
    AT_ONCE = "at_once", _("At once")
    DAILY = "daily", _("Once a day, together")


class MailPreference(models.Model):
    """How a member wants to hear by e-mail; without a row, once a day."""

    member = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="mail_preference"
    )
    by_mail = models.CharField(_("e-mail"), max_length=8, choices=ByMail, default=ByMail.DAILY)
    digest_sent_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.member}: {self.by_mail}"
