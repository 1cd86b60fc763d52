"""Mentor pages on people's own sites."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class OutsidePage(models.Model):
    """A /mentor page that somebody brought: fetched, read, proven to be theirs, listed, looked at again every week."""

    class State(models.TextChoices):
        UNCONFIRMED = "unconfirmed", _("waits for the letter to be answered")
        WAITING = "waiting", _("waits to be looked at")
        UNPROVEN = "unproven", _("found, and doesn’t link back yet")
        LISTED = "listed", _("listed")
        STALE = "stale", _("couldn’t be reached lately")
        GONE = "gone", _("gone")
        REFUSED = "refused", _("not listed")

    class Format(models.TextChoices):
        MENTOR_JSON = "json", _("mentor.json")
        H_CARD = "h-card", _("h-card")
        SCHEMA = "schema", _("schema.org")
        PLAIN = "plain", _("title and first lines")

    url = models.URLField(max_length=500, unique=True)  # as it was after redirects, tidied
    member = models.ForeignKey(  # who brought it, where they have an account
        settings.AUTH_USER_MODEL, null=True, on_delete=models.CASCADE, related_name="outside_pages"
    )
    email = models.EmailField(blank=True)  # of who brought it without one; only to write to them
    secret = models.CharField(max_length=64, blank=True)  # of the letter's link
    proof = models.CharField(
        max_length=40
    )  # what the file at /.well-known/ or the page says, when no link does
    state = models.CharField(max_length=12, choices=State, default=State.WAITING)
    why = models.CharField(max_length=300, blank=True)  # a sentence: why it isn't listed
    format = models.CharField(max_length=8, choices=Format, blank=True)
    found = models.JSONField(default=dict)  # what was read, in the words of mentor.json
    owner = models.CharField(max_length=64, blank=True)  # what proved it; when that changes, so did the owner
    added_at = models.DateTimeField()
    proven_at = models.DateTimeField(null=True)
    checked_at = models.DateTimeField(null=True)
    next_at = models.DateTimeField(null=True)  # null: never again
    failures = models.PositiveSmallIntegerField(default=0)  # in a row
    etag = models.CharField(max_length=200, blank=True)

    objects: ClassVar[models.Manager["OutsidePage"]] = models.Manager()

    class Meta:
        indexes = [
            # the job that looks at what is due, the longest due first
            models.Index(fields=["next_at"], name="outside_due", condition=Q(next_at__isnull=False)),
            # /settings/mentor: mine
            models.Index(fields=["member", "id"], name="outside_mine"),
        ]

    def __str__(self) -> str:
        return self.url
