from django.conf import settings
from django.db import models


class Tier(models.IntegerChoices):
    GOLD = 1, "gold"
    SILVER = 2, "silver"
    BRONZE = 3, "bronze"


class BroughtBadge(models.Model):
    """A badge that a member of an imported site had there: a fact of the dump, not awarded here."""

    community = models.ForeignKey("communities.Community", on_delete=models.CASCADE, related_name="+")
    member = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="brought_badges"
    )
    name = models.CharField(max_length=60)
    tier = models.PositiveSmallIntegerField(choices=Tier, default=Tier.BRONZE)
    of_topic = models.BooleanField(default=False)
    awarded_at = models.DateTimeField()
    origin_id = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["community", "origin_id"], name="brought_badge_once"),
        ]
        indexes = [
            # a profile's badges
            models.Index(fields=["member", "tier"], name="brought_badge_of_member"),
        ]

    def __str__(self) -> str:
        return f"{self.name} for {self.member}"
