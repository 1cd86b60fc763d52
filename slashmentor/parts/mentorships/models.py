"""A wish to be mentored by somebody, and what was said about it. Both see all of it; nobody else sees any."""

import hmac
from typing import ClassVar, NamedTuple, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext as _

from slashmentor.base.sealing import SealedTextField
from slashmentor.commons.people.models import Member
from slashmentor.parts.mentors.words import Kind

from . import lifecycle
from .lifecycle import OPEN, OVER, State

PURPOSE = "mentorships"  # of the keys that seal what was written


class Visitor(NamedTuple):
    """Somebody without an account, who knows the secret of a request's address."""

    secret: str


class RequestQuerySet(models.QuerySet["Request"]):
    def open(self) -> Self:
        return self.filter(state__in=OPEN)

    def visible_to(self, member: Member) -> Self:
        """Those that they sent or that were sent to them; one that waits for its letter only to nobody."""
        return self.filter(Q(by=member) | Q(mentor=member)).exclude(state=State.UNCONFIRMED)

    def with_both(self) -> Self:
        return self.select_related("by__picture", "mentor__picture", "offer")


class Request(models.Model):
    """Somebody asks a mentor: what, why them, how much time. By a member (`by`), or by somebody without an account,
    of whom a name and a confirmed address are kept as long as it takes.

    What was written is sealed (base/sealing.py). `mentor` is None once the mentor left: what was asked stays the
    asker's. `mark` knows the address of whoever has no account again without showing it.
    """

    State = lifecycle.State
    OPEN = OPEN

    offer = models.ForeignKey("mentors.Offer", null=True, on_delete=models.SET_NULL, related_name="requests")
    mentor = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.SET_NULL,
        related_name="requests_to",
        db_index=False,
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.CASCADE,
        related_name="requests_by",
        db_index=False,
    )
    name = SealedTextField(purpose=PURPOSE, blank=True, default="")  # of whoever has no account
    email = SealedTextField(purpose=PURPOSE, blank=True, default="")
    secret = SealedTextField(purpose=PURPOSE, blank=True, default="")  # opens it for them
    mark = models.CharField(max_length=64, blank=True, default="")  # of their address
    kind = models.CharField(max_length=14, choices=Kind, blank=True)  # of help, the one that matters most
    asks = SealedTextField(purpose=PURPOSE)
    why = SealedTextField(purpose=PURPOSE, blank=True, default="")
    time = SealedTextField(purpose=PURPOSE, blank=True, default="")
    state = models.CharField(max_length=12, choices=State, default=State.SENT)
    at = models.DateTimeField()
    ends_at = models.DateTimeField(null=True)  # by itself; null on the waiting list and when it is decided
    reminded_at = models.DateTimeField(null=True)
    decided_at = models.DateTimeField(null=True)  # accepted, or over
    removed_at = models.DateTimeField(null=True)  # its words, by those who run the instance

    objects: ClassVar[models.Manager["Request"]] = models.Manager.from_queryset(RequestQuerySet)()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["by", "mentor"],
                name="request_one_open",
                condition=Q(by__isnull=False, state__in=OPEN),
            ),
            models.UniqueConstraint(
                fields=["mark", "mentor"],
                name="request_one_open_by_mail",
                condition=~Q(mark="") & Q(state__in=OPEN),
            ),
            models.CheckConstraint(condition=Q(by=None) | ~Q(by=F("mentor")), name="request_to_another"),
            models.CheckConstraint(condition=Q(state__in=State.values), name="request_state_known"),
            models.CheckConstraint(
                condition=Q(by=None) | ~Q(state=State.UNCONFIRMED), name="request_of_member_is_sent"
            ),
        ]
        indexes = [
            # /mentorships: to me, by me, newest first
            models.Index(fields=["mentor", "-id"], name="request_to"),
            models.Index(fields=["by", "-id"], name="request_by"),
            # what ends by itself, or wants a reminder
            models.Index(fields=["ends_at"], name="request_ends", condition=Q(ends_at__isnull=False)),
            # whose addresses are still kept: of one address, and those to be forgotten
            models.Index(fields=["mark", "decided_at"], name="request_by_mail", condition=~Q(mark="")),
        ]

    def __str__(self) -> str:
        return f"request {self.pk}: {self.state}"

    def get_absolute_url(self) -> str:
        return f"/mentorships/requests/{self.pk}"

    def address_for_visitor(self) -> str:
        """Where somebody without an account reads it; knowing it is the proof that it is theirs."""
        return f"{self.get_absolute_url()}/{self.secret}"

    @property
    def is_open(self) -> bool:
        return self.state in OPEN

    @property
    def is_over(self) -> bool:
        return self.state in OVER

    @property
    def asker_name(self) -> str:
        return self.by.shown_name if self.by is not None else self.name

    @property
    def mentor_name(self) -> str:
        return self.mentor.shown_name if self.mentor is not None else _("a mentor who left")

    def side_of(self, by: Member | Visitor | None) -> lifecycle.Actor | None:
        """Which of the two somebody is; None for everybody else."""
        if isinstance(by, Visitor):
            return lifecycle.Actor.ASKER if self.opens_for(by.secret) else None
        if by is None:
            return None
        if by.pk == self.by_id:
            return lifecycle.Actor.ASKER
        return lifecycle.Actor.MENTOR if by.pk == self.mentor_id else None

    def opens_for(self, secret: str) -> bool:
        """Whether this is the secret of its address; every comparison takes as long as any other."""
        known = self.by_id is None and bool(self.secret)
        return hmac.compare_digest(self.secret.encode(), secret.encode()) and known


class Word(models.Model):
    """What one of the two said about a request: a question back, an answer to it, why not, how to begin."""

    request = models.ForeignKey(Request, on_delete=models.CASCADE, related_name="words", db_index=False)
    by_mentor = models.BooleanField()
    text = SealedTextField(purpose=PURPOSE)
    at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["request", "id"], name="request_words")]

    def __str__(self) -> str:
        return f"a word on request {self.request_id}"
