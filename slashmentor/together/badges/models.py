from django.conf import settings
from django.db import models


class Tier(models.IntegerChoices):
    GOLD = 1, "gold"
    SILVER = 2, "silver"
    BRONZE = 3, "bronze"


class Award(models.Model):
    """A badge that a member earned here: which, where, for what, and when.

    `badge` is its key in the catalogue. Topic badges are withdrawn when no longer true; the others stay for good.
    """

    member = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="awards")
    community = models.ForeignKey(  # None: of the whole instance
        "communities.Community", null=True, on_delete=models.CASCADE, related_name="+"
    )
    badge = models.CharField(max_length=40)
    tier = models.PositiveSmallIntegerField(choices=Tier)
    topic = models.ForeignKey("topics.Topic", null=True, on_delete=models.CASCADE, related_name="+")
    about_id = models.BigIntegerField(default=0)  # the post it was for, of those that can be had again
    at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            # one row each, whoever noticed first
            models.UniqueConstraint(
                fields=["member", "badge", "community", "about_id"],
                name="award_once",
                condition=models.Q(topic=None),
            ),
            models.UniqueConstraint(
                fields=["member", "badge", "about_id"],
                name="award_once_everywhere",
                condition=models.Q(community=None, topic=None),
            ),
            models.UniqueConstraint(
                fields=["member", "badge", "community", "topic"],
                name="award_once_a_topic",
                condition=models.Q(topic__isnull=False),
            ),
        ]
        indexes = [
            # a profile's badges; who has a badge, newest first
            models.Index(fields=["member", "tier"], name="award_of_member"),
            models.Index(fields=["badge", "-at"], name="award_newest"),
        ]

    def __str__(self) -> str:
        return f"{self.badge} for {self.member_id}"


class Visiting(models.Model):
    """From which day until which a member came every UTC day: the latest such row of days, and nothing before it.

    No more is kept than Enthusiast and Fanatic ask for, and only while they can still come of it (`nightly`).
    """

    member = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="visiting")
    since = models.DateField()
    until = models.DateField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(since__lte=models.F("until")), name="visiting_forward_in_time"
            ),
        ]
        indexes = [models.Index(fields=["until"], name="visiting_ended")]  # those that are over

    def __str__(self) -> str:
        return f"{self.member_id}: {self.since} to {self.until}"


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
