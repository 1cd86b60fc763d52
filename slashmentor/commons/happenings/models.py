"""The row that stays of everything that was done."""

from functools import cached_property
from typing import Any

from django.apps import apps
from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models


class Happening(models.Model):
    """Who did what to which thing, when; never changed afterwards.

    The thing is named by its kind ("questions.entry") and id rather than by a foreign key: any app's will do,
    and what happened stays when the thing goes.
    """

    verb = models.CharField(max_length=50)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    about_kind = models.CharField(max_length=100, blank=True, default="")
    about_id = models.BigIntegerField(null=True, blank=True)
    data = models.JSONField(default=dict, blank=True, encoder=DjangoJSONEncoder)
    at = models.DateTimeField()

    class Meta:
        indexes = [
            # What happened to this thing (history, moderation).
            models.Index(fields=["about_kind", "about_id", "id"], name="happenings_about"),
            # What they did (a member's record); the foreign key's own index would be its prefix.
            models.Index(fields=["verb", "id"], name="happenings_verb"),
        ]

    def __str__(self) -> str:
        return f"{self.verb} {self.about_kind}:{self.about_id}"

    @cached_property
    def about(self) -> Any:
        """The thing as it is now, hidden or not; None when it is gone."""
        if not self.about_kind:
            return None
        # The base manager hides nothing.
        return apps.get_model(self.about_kind)._base_manager.filter(pk=self.about_id).first()
