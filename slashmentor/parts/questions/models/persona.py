from django.conf import settings
from django.db import models
from django.db.models import Q


class Persona(models.Model):
    """Who asks one anonymous question: a name for it alone. Nothing here leads to an account.

    The way back stands in `SealedAsker` only, for a while, and under a key that isn't in the database
    (docs/developers/decisions/anonymous-questions.md).
    """

    name = models.CharField(max_length=80)
    # The digest of who asked what, under the same key: the same form sent twice is one question.
    receipt = models.CharField(max_length=64, unique=True)

    def __str__(self) -> str:
        return self.name


class SealedAsker(models.Model):
    """The sealed link from a persona to its account; deleted when `until` has passed.

    `sealed` is the member's id, encrypted; `known_by` a digest of persona and member, by which the asker is known
    again without opening the seal.
    """

    persona = models.OneToOneField(Persona, on_delete=models.CASCADE, related_name="asker")
    sealed = models.TextField()
    known_by = models.CharField(max_length=64)
    until = models.DateField()

    class Meta:
        indexes = [models.Index(fields=["until"], name="sealed_until")]  # those to be forgotten

    def __str__(self) -> str:
        return f"sealed until {self.until}"


class Opening(models.Model):
    """Two moderators opened a seal: who, when, why. The asker is told at once."""

    persona = models.ForeignKey(Persona, on_delete=models.CASCADE, related_name="openings")
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    asked_at = models.DateTimeField()
    reason = models.CharField(max_length=500)
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    opened_at = models.DateTimeField(null=True)
    declined_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="opening_takes_two", condition=Q(opened_by=None) | ~Q(opened_by=models.F("asked_by"))
            ),
            models.UniqueConstraint(
                fields=["persona"],
                name="opening_one_at_a_time",
                condition=Q(opened_at=None, declined_at=None),
            ),
        ]

    def __str__(self) -> str:
        return f"opening of {self.persona}"
