from django.conf import settings
from django.db import models


class Standing(models.Model):
    """A member in a community: the reputation shown there.

    For people of an imported site it is the figure of the dump.
    """

    member = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="standings")
    community = models.ForeignKey("communities.Community", on_delete=models.CASCADE, related_name="standings")
    reputation = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["member", "community"], name="standing_once"),
            models.CheckConstraint(condition=models.Q(reputation__gte=1), name="standing_never_below_1"),
        ]
        indexes = [
            # /people?community=: highest reputation first
            models.Index(fields=["community", "-reputation"], name="standing_highest"),
        ]

    def __str__(self) -> str:
        return f"{self.member} in {self.community}: {self.reputation}"
