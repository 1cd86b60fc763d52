"""What softens the two classic injuries: the useless question, and the unexplained downvote."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class Lack(models.TextChoices):
    """What a vote against a post may say to its author, privately: a fixed list, so that none can hurt."""

    UNCLEAR = "unclear", _("I don’t understand what is asked or said")
    CONTEXT = "context", _("It lacks context: field, country, stage, what was tried")
    SOURCES = "sources", _("It lacks sources or experience behind it")
    WRONG = "wrong", _("Something in it isn’t right")
    OFF = "off", _("It doesn’t answer, or doesn’t ask, what it says")
    LONG = "long", _("It is hard to read: too long, or without structure")
    TONE = "tone", _("The tone could hurt somebody")


class VoteNote(models.Model):
    """A private note that came with a vote against a post; its author sees what, never who."""

    entry = models.ForeignKey("questions.Entry", on_delete=models.CASCADE, related_name="notes")
    voter = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    lack = models.CharField(max_length=8, choices=Lack)
    at = models.DateTimeField()
    done_at = models.DateTimeField(null=True)  # the author ticked it off

    class Meta:
        constraints = [models.UniqueConstraint(fields=["entry", "voter", "lack"], name="vote_note_once")]

    def __str__(self) -> str:
        return f"{self.lack} on {self.entry_id}"


class Greeter(models.Model):
    """A member who is willing to welcome first questions in a community."""

    community = models.ForeignKey("communities.Community", on_delete=models.CASCADE, related_name="greeters")
    member = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="greets")
    since = models.DateTimeField()
    asked_at = models.DateTimeField(null=True)  # so that all are asked in turn

    class Meta:
        constraints = [models.UniqueConstraint(fields=["community", "member"], name="greeter_once")]

    def __str__(self) -> str:
        return f"{self.member_id} greets in {self.community_id}"


class Greeting(models.Model):
    """A newcomer's first question in a community: votes against it wait until its first day is over."""

    question = models.OneToOneField("questions.Entry", on_delete=models.CASCADE, related_name="greeting")
    community = models.ForeignKey("communities.Community", on_delete=models.CASCADE, related_name="+")
    until = models.DateTimeField()
    greeted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    greeted_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            # first questions that wait for a greeting
            models.Index(fields=["community", "until"], name="greeting_waits", condition=Q(greeted_at=None)),
        ]

    def __str__(self) -> str:
        return f"first question {self.question_id}"


class Suspicion(models.Model):
    """Votes that look like a person rather than posts was voted on; found each night.

    The clearest are reversed at once, about the others a moderator is asked.
    """

    class Kind(models.TextChoices):
        SERIES = "series", _("many votes on one person in a short time")
        RING = "ring", _("accounts that vote for each other")

    class State(models.TextChoices):
        PROPOSED = "proposed", _("proposed")
        REVERSED = "reversed", _("reversed")
        DISMISSED = "dismissed", _("left as they are")

    community = models.ForeignKey("communities.Community", on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=6, choices=Kind)
    voter = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    value = models.SmallIntegerField()
    vote_ids = models.JSONField(default=list)  # of the votes; when they are reversed they are gone
    began_at = models.DateTimeField()
    ended_at = models.DateTimeField()
    found_at = models.DateTimeField()
    state = models.CharField(max_length=9, choices=State, default=State.PROPOSED)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    decided_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["community", "voter", "author", "value", "kind"],
                name="suspicion_once",
                condition=Q(state="proposed"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind}: {self.voter_id} on {self.author_id}"
