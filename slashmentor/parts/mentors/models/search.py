"""A search that a member wants to be told of."""

from typing import ClassVar

from django.conf import settings
from django.db import models


class SavedSearch(models.Model):
    """What a member looks for in the directory; they hear of mentors who came after `known`, the newest listing's id when
    it was looked at last. Not a version: those grow, too, when somebody who has long been there takes a mentee.
    """

    member = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="mentor_searches"
    )
    query = models.CharField(max_length=600)  # the address's, tidied: kind=development&topic=statistics
    known = models.BigIntegerField()
    at = models.DateTimeField()

    objects: ClassVar[models.Manager["SavedSearch"]] = models.Manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["member", "query"], name="search_saved_once")]

    def __str__(self) -> str:
        return f"{self.member_id}: {self.query}"
