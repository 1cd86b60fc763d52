from django.conf import settings
from django.db import models
from django.db.models import Case, F, Q, Value, When
from django.utils.translation import gettext_lazy as _


class Standing(models.Model):
    """A member in a community: whether they joined it, the reputation shown there, and whether they may write.

    `points` is 1 and the sum of what the ledger counted, kept in the transaction that writes the ledger; it may be
    below 1, `reputation` never is.
    """

    member = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="standings")
    community = models.ForeignKey("communities.Community", on_delete=models.CASCADE, related_name="standings")
    points = models.IntegerField(default=1)
    reputation = models.PositiveIntegerField(default=1)
    joined_at = models.DateTimeField(null=True)  # None: they have points here, and left or never joined
    # Kept by safety's suspensions, which know why; here, so that asking costs nothing.
    suspended_until = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["member", "community"], name="standing_once"),
            models.CheckConstraint(condition=Q(reputation__gte=1), name="standing_never_below_1"),
            models.CheckConstraint(
                name="standing_shows_its_points",
                condition=Q(reputation=Case(When(points__lt=1, then=Value(1)), default=F("points"))),
            ),
        ]
        indexes = [
            # /people?community=: highest reputation first
            models.Index(fields=["community", "-reputation"], name="standing_highest"),
        ]

    def __str__(self) -> str:
        return f"{self.member} in {self.community}: {self.reputation}"


class Line(models.Model):
    """A line of the ledger: points that somebody got or lost, for what, and how many of them counted.

    Lines are only ever added. What is taken back gets a line of its own with the opposite points, on the same `day`.
    Of points from votes and edits only so many a UTC day count (`Day`), so `counted` may be less than `points`; the
    sum over a day is the same in whatever order its lines came.
    """

    class Kind(models.TextChoices):
        VOTED_UP = "voted_up", _("found useful")
        VOTED_DOWN = "voted_down", _("needs work")
        CAST_DOWN = "cast_down", _("voted an answer down")
        EDIT = "edit", _("suggested edit approved")
        ACCEPTED = "accepted", _("answer accepted")
        ACCEPTING = "accepting", _("accepted an answer")
        BOUNTY_OFFERED = "bounty_offered", _("bounty offered")
        BOUNTY_WON = "bounty_won", _("bounty won")
        BOUNTY_BACK = "bounty_back", _("bounty given back")
        ABUSE = "abuse", _("deleted as spam or abuse")
        ASSOCIATION = "association", _("known from another community")
        BROUGHT = "brought", _("earned on the site it came from")

    # These share the most that a day can bring.
    CAPPED = (Kind.VOTED_UP, Kind.VOTED_DOWN, Kind.CAST_DOWN, Kind.EDIT)

    class Why(models.TextChoices):
        """Why a line takes points back (or gives back what was taken)."""

        TAKEN_BACK = "taken_back", _("taken back")
        DELETED = "deleted", _("deleted")
        UNDELETED = "undeleted", _("brought back")
        FRAUD = "fraud", _("votes that were reversed")
        LEFT = "left", _("the account of who voted is gone")
        MOVED = "moved", _("moved to another community")
        MERGED = "merged", _("accounts were merged")
        AUTOMATIC = "automatic", _("awarded automatically")
        REPAIRED = "repaired", _("set right")

    member = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="ledger")
    community = models.ForeignKey("communities.Community", on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=16, choices=Kind)
    points = models.IntegerField()
    counted = models.IntegerField()
    day = models.DateField()  # the UTC day it counts on
    at = models.DateTimeField()  # when it was written
    about_id = models.BigIntegerField(null=True)  # the question or answer
    why = models.CharField(max_length=10, choices=Why, blank=True)

    class Meta:
        constraints = [
            # Without points only what sets right how many of a day's counted (verifying.py).
            models.CheckConstraint(condition=~Q(points=0) | ~Q(counted=0), name="line_of_points"),
            models.UniqueConstraint(
                fields=["member", "community"], name="line_association_once", condition=Q(kind="association")
            ),
            models.UniqueConstraint(
                fields=["member", "community"], name="line_brought_once", condition=Q(kind="brought")
            ),
        ]
        indexes = [
            # a member's points in a community, newest first, keyset by id
            models.Index(fields=["member", "community", "-id"], name="line_newest"),
            # what an entry has brought to whom (`settle`)
            models.Index(fields=["about_id"], name="line_about", condition=Q(about_id__isnull=False)),
        ]

    def __str__(self) -> str:
        return f"{self.points:+} {self.kind} on {self.day}"


class Day(models.Model):
    """What votes and edits of a UTC day brought a member in a community, of which at most `most` counts.

    `most` is the community's number of that day; it grows when accounts are merged.
    """

    member = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    community = models.ForeignKey("communities.Community", on_delete=models.CASCADE, related_name="+")
    day = models.DateField()
    points = models.IntegerField(default=0)
    most = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["member", "community", "day"], name="day_once"),
        ]

    def __str__(self) -> str:
        return f"{self.day}: {self.counted:+}"

    @property
    def counted(self) -> int:
        return min(self.points, self.most)
