from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class Bounty(models.Model):
    """Points that somebody offers for a good answer (rules.md, "Bounties"). They left the ledger when it was offered."""

    class State(models.TextChoices):
        OPEN = "open", _("open")
        AWARDED = "awarded", _("awarded")
        AUTOMATIC = "automatic", _("half of it awarded automatically")
        ENDED = "ended", _("ended without an award")
        GIVEN_BACK = "given_back", _("given back")

    question = models.ForeignKey("questions.Entry", on_delete=models.CASCADE, related_name="bounties")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="bounties"
    )
    amount = models.PositiveIntegerField()
    words = models.CharField(_("what you hope for"), max_length=300, blank=True)
    offered_at = models.DateTimeField()
    ends_at = models.DateTimeField()  # then a day of grace, in which it can still be awarded by hand
    state = models.CharField(max_length=10, choices=State, default=State.OPEN)
    answer = models.ForeignKey("questions.Entry", null=True, on_delete=models.SET_NULL, related_name="+")
    awarded = models.PositiveIntegerField(default=0)
    awarded_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["question"], name="bounty_one_at_a_time", condition=Q(state="open")
            ),
            models.CheckConstraint(
                condition=Q(awarded__lte=models.F("amount")), name="bounty_no_more_than_offered"
            ),
        ]
        indexes = [
            # open ones whose time is over; a list of them, by when they end
            models.Index(fields=["ends_at"], name="bounty_ending", condition=Q(state="open")),
            models.Index(fields=["by", "-offered_at"], name="bounty_of_member"),
        ]

    def __str__(self) -> str:
        return f"{self.amount} on {self.question_id}"
