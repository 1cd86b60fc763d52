"""Who a member is outside, and was before: proven links, and handles that led here once."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Proof(models.Model):
    """Something outside that a member has shown to be theirs: an ORCID record, or a page that links back.

    A real name beside one of these bears a mark. A page is looked at again now and then (`checked_at`); one that
    links back no longer loses its `proven_at`, and the name its mark.
    """

    class Kind(models.TextChoices):
        ORCID = "orcid", _("ORCID record")
        PAGE = "page", _("page that links back")

    member = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="proofs")
    kind = models.CharField(max_length=6, choices=Kind)
    address = models.URLField(max_length=400)
    added_at = models.DateTimeField()
    proven_at = models.DateTimeField(null=True)
    checked_at = models.DateTimeField(null=True)
    failures = models.PositiveSmallIntegerField(default=0)
    trouble = models.CharField(max_length=200, blank=True)  # why it couldn't be proven, as a sentence

    class Meta:
        constraints = [models.UniqueConstraint(fields=["member", "address"], name="proof_once")]
        indexes = [
            # which pages are to be looked at again, the longest ago first
            models.Index(fields=["checked_at"], name="proof_checked", condition=models.Q(kind="page")),
        ]

    def __str__(self) -> str:
        return self.address


class FormerHandle(models.Model):
    """A handle of an account that went into another one: links to it lead on."""

    handle = models.CharField(max_length=30, unique=True)
    member = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="former_handles"
    )
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"@{self.handle}, now {self.member}"
