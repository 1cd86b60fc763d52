"""How much of other people's questions a member wants to be brought, and when."""

from datetime import UTC, datetime

from django.conf import settings
from django.core.validators import MaxValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

A_WEEK = 5  # questions, for who said nothing else
MOST_A_WEEK = 50
UNTIL_BACK = datetime(9999, 1, 1, tzinfo=UTC)  # rests until they say that they are back


class Wishes(models.Model):
    """A member's own limits. Who has no row has the defaults."""

    member = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="wishes")
    weekly = models.PositiveSmallIntegerField(
        _("questions a week"), default=A_WEEK, validators=[MaxValueValidator(MOST_A_WEEK)]
    )
    is_asked = models.BooleanField(_("tell me of a question when it comes in"), default=True)
    quiet_from = models.TimeField(_("quiet from"), null=True, blank=True)  # in the member's time zone
    quiet_until = models.TimeField(_("quiet until"), null=True, blank=True)
    rests_until = models.DateTimeField(null=True, blank=True)  # nothing is brought before

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(weekly__lte=MOST_A_WEEK), name="routing_wishes_a_week_at_most"
            ),
            models.CheckConstraint(
                condition=models.Q(quiet_from=None, quiet_until=None)
                | models.Q(quiet_from__isnull=False, quiet_until__isnull=False),
                name="routing_wishes_quiet_from_until",
            ),
        ]

    def __str__(self) -> str:
        return f"what {self.member} wishes"
