from typing import Any

from django.apps import apps
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class Thing(models.Model):
    """Names a thing of any app by its kind ("questions.entry") and id, as happenings do."""

    about_kind = models.CharField(max_length=100, blank=True)
    about_id = models.BigIntegerField(null=True)

    class Meta:
        abstract = True

    @property
    def about(self) -> Any:
        """The thing as it is now, hidden or not; None when it is gone, or there is none."""
        if not self.about_kind:
            return None
        return apps.get_model(self.about_kind)._base_manager.filter(pk=self.about_id).first()


class Harm(models.TextChoices):
    """What is wrong, in the words of who flags it."""

    SPAM = "spam", _("It advertises, and doesn’t say so")
    ABUSE = "abuse", _("It is rude, threatens or harasses")
    NOT_AN_ANSWER = "not_an_answer", _("It doesn’t answer the question")
    LOW_QUALITY = "low_quality", _("It can’t be understood or saved by editing")
    DUPLICATE = "duplicate", _("It was asked before")
    PRIVATE = "private", _("It gives away something private")
    NO_LONGER = "no_longer", _("It is no longer needed")
    OTHER = "other", _("Something else that a moderator should know")


class Flag(Thing):
    """A member says that something is wrong with a thing; only moderators and they themselves see that it was them."""

    class Outcome(models.TextChoices):
        HELPFUL = "helpful", _("helpful")
        DECLINED = "declined", _("looked at, left as it is")
        AGED = "aged", _("aged away")
        WITHDRAWN = "withdrawn", _("taken back")

    community = models.ForeignKey(
        "communities.Community", null=True, on_delete=models.CASCADE, related_name="flags"
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="flags"
    )
    member = models.ForeignKey(  # who wrote it
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="flags_about"
    )
    harm = models.CharField(max_length=14, choices=Harm)
    words = models.CharField(max_length=600, blank=True)
    at = models.DateTimeField()
    outcome = models.CharField(max_length=9, choices=Outcome, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    decided_at = models.DateTimeField(null=True)
    answer = models.CharField(max_length=600, blank=True)  # what the moderators say to who flagged

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["by", "about_kind", "about_id"], name="flag_once", condition=Q(decided_at=None)
            ),
        ]
        indexes = [
            # the inbox: what waits in a community, the longest first
            models.Index(fields=["community", "at"], name="flag_waits", condition=Q(decided_at=None)),
            models.Index(fields=["about_kind", "about_id"], name="flag_about"),
            # how many somebody raised today, and what became of them
            models.Index(fields=["by", "-at"], name="flag_newest"),
            # what was flagged of somebody's
            models.Index(fields=["member", "-id"], name="flag_on_member"),
        ]

    def __str__(self) -> str:
        return f"{self.harm} on {self.about_kind}:{self.about_id}"


class Decision(Thing):
    """What moderators decided, with its reason: a redacted line of the public log, /about/decisions.

    The log shows community, verb, reason and day; never who is concerned, who flagged, or what was written.
    """

    community = models.ForeignKey(
        "communities.Community", null=True, on_delete=models.CASCADE, related_name="decisions"
    )
    verb = models.CharField(max_length=40)
    member = models.ForeignKey(  # whom it concerns
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="decisions"
    )
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    reason = models.CharField(max_length=300)  # public
    words = models.TextField(max_length=2000, blank=True)  # to whom it concerns, and nobody else
    at = models.DateTimeField()
    undone_at = models.DateTimeField(null=True)  # an appeal was right, or somebody thought better of it

    class Meta:
        indexes = [
            # the log, newest first, of all and of one community, keyset by id
            models.Index(fields=["community", "-id"], name="decision_newest_here"),
            models.Index(fields=["member", "-id"], name="decision_on_member"),
        ]

    def __str__(self) -> str:
        return f"{self.verb}: {self.reason}"


class Appeal(models.Model):
    """Whom a decision concerns asks to look at it again; another moderator answers, where there is another."""

    decision = models.OneToOneField(Decision, on_delete=models.CASCADE, related_name="appeal")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="appeals")
    words = models.TextField(max_length=2000)
    at = models.DateTimeField()
    upheld = models.BooleanField(null=True)  # True: the decision was taken back
    answer = models.CharField(max_length=600, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    decided_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["at"], name="appeal_waits", condition=Q(decided_at=None))]

    def __str__(self) -> str:
        return f"appeal against {self.decision_id}"


class Suspension(models.Model):
    """A member doesn't write in a community (None: anywhere) for a time."""

    member = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="suspensions")
    community = models.ForeignKey(
        "communities.Community", null=True, on_delete=models.CASCADE, related_name="suspensions"
    )
    decision = models.OneToOneField(Decision, on_delete=models.CASCADE, related_name="suspension")
    words = models.TextField(max_length=2000)  # to the member
    began_at = models.DateTimeField()
    until = models.DateTimeField()
    lifted_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(until__gt=models.F("began_at")), name="suspension_takes_time"),
        ]
        indexes = [models.Index(fields=["member", "-until"], name="suspension_of_member")]

    def __str__(self) -> str:
        return f"{self.member_id} until {self.until:%Y-%m-%d}"


class MemberNote(models.Model):
    """What moderators tell each other about a member; nobody else reads it but in the member's own export."""

    member = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="notes_about")
    community = models.ForeignKey(
        "communities.Community", null=True, on_delete=models.CASCADE, related_name="+"
    )
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    words = models.TextField(max_length=2000)
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["member", "-id"], name="member_note_newest")]

    def __str__(self) -> str:
        return f"note on {self.member_id}"


class Block(models.Model):
    """A member wants nothing to do with another one. Only they know; neither meets the other where Slashmentor chooses."""

    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="blocks")
    member = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            # also what somebody blocked, newest first
            models.UniqueConstraint(fields=["by", "member"], name="block_once"),
            models.CheckConstraint(condition=~Q(by=models.F("member")), name="block_not_oneself"),
        ]

    def __str__(self) -> str:
        return f"{self.by_id} blocks {self.member_id}"
