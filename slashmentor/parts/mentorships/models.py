"""A wish to be mentored by somebody, and what was said about it. Both see all of it; nobody else sees any."""

from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from slashmentor.commons.people.models import Member
from slashmentor.parts.mentors.words import Kind

LENGTH = range(200, 2001)  # characters of what one asks
MOST_OPEN = 3  # requests a person has open at once
REMIND_AFTER = 5  # days
ENDS_AFTER = 14  # days
ON_FIRST_DAY = 2  # requests within an account's first 24 hours


class RequestQuerySet(models.QuerySet["Request"]):
    def open(self) -> Self:
        return self.filter(state__in=Request.OPEN)

    def visible_to(self, member: Member) -> Self:
        """Those that they sent or that were sent to them; one that waits for its letter only to nobody."""
        return self.filter(Q(by=member) | Q(mentor=member)).exclude(state=Request.State.UNCONFIRMED)


class Request(models.Model):
    """Somebody asks a mentor: what, why them, how much time. By a member (`by`), or by somebody without an account,
    of whom a name and a confirmed address are kept as long as it takes.
    """

    class State(models.TextChoices):
        UNCONFIRMED = "unconfirmed", _("waits for its letter to be answered")
        SENT = "sent", _("waits for an answer")
        MORE = "more", _("a question came back")
        LISTED = "listed", _("on the waiting list")
        ACCEPTED = "accepted", _("accepted")
        DECLINED = "declined", _("declined")
        WITHDRAWN = "withdrawn", _("taken back")
        EXPIRED = "expired", _("ended without an answer")

    OPEN = (State.SENT, State.MORE, State.LISTED)

    offer = models.ForeignKey("mentors.Offer", null=True, on_delete=models.SET_NULL, related_name="requests")
    mentor = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="requests_to", db_index=False
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.CASCADE,
        related_name="requests_by",
        db_index=False,
    )
    name = models.CharField(max_length=80, blank=True)  # of whoever has no account
    email = models.EmailField(blank=True)
    secret = models.CharField(max_length=64, blank=True)  # opens it for them
    kind = models.CharField(max_length=14, choices=Kind, blank=True)  # of help, the one that matters most
    asks = models.TextField(_("what you ask"), max_length=2000)
    why = models.TextField(_("why them"), max_length=1000, blank=True)
    time = models.CharField(_("how much time"), max_length=160, blank=True)
    state = models.CharField(max_length=12, choices=State, default=State.SENT)
    at = models.DateTimeField()
    ends_at = models.DateTimeField(null=True)  # by itself; null on the waiting list and when it is over
    reminded_at = models.DateTimeField(null=True)
    decided_at = models.DateTimeField(null=True)

    objects: ClassVar[models.Manager["Request"]] = models.Manager.from_queryset(RequestQuerySet)()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["by", "mentor"],
                name="request_one_open",
                condition=Q(by__isnull=False, state__in=["sent", "more", "listed"]),
            ),
            models.CheckConstraint(condition=Q(by=None) | ~Q(by=F("mentor")), name="request_to_another"),
        ]
        indexes = [
            # /mentorships: to me, by me, newest first
            models.Index(fields=["mentor", "-id"], name="request_to"),
            models.Index(fields=["by", "-id"], name="request_by"),
            # what ends by itself, or wants a reminder
            models.Index(fields=["ends_at"], name="request_ends", condition=Q(ends_at__isnull=False)),
        ]

    def __str__(self) -> str:
        return f"{self.by_id or self.name} asks {self.mentor_id}: {self.state}"

    def get_absolute_url(self) -> str:
        return f"/mentorships/requests/{self.pk}"

    @property
    def is_open(self) -> bool:
        return self.state in self.OPEN


class Word(models.Model):
    """What one of the two said about a request: a question back, an answer to it, why not."""

    request = models.ForeignKey(Request, on_delete=models.CASCADE, related_name="words")
    by_mentor = models.BooleanField()
    text = models.TextField(max_length=2000)
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["request", "id"], name="request_words")]

    def __str__(self) -> str:
        return f"{self.request_id}: {self.text[:40]}"
