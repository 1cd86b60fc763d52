from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

MOST_WORDS = 300  # characters


class EndorsementQuerySet(models.QuerySet["Endorsement"]):
    def standing(self) -> Self:
        """Those that everybody may see, of members who show what they did here."""
        return self.in_sight().filter(hidden_at=None)

    def in_sight(self) -> Self:
        """With those that whom they are about hid: the answer is here, and moderators removed nothing."""
        return self.filter(
            removed_at=None,
            by__is_active=True,
            entry__deleted_at=None,
            entry__question__deleted_at=None,
            entry__author=F("member"),
        )


class Endorsement(models.Model):
    """`by` says what an answer of `member` helped them with, on one of its question's topics.

    One about several topics is several rows with the same words, given, hidden and taken back together.
    """

    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="endorsements_given"
    )
    member = models.ForeignKey(  # found along endorsed_on
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="endorsements", db_index=False
    )
    topic = models.ForeignKey("topics.Topic", on_delete=models.CASCADE, related_name="endorsements")
    entry = models.ForeignKey("questions.Entry", on_delete=models.CASCADE, related_name="endorsements")
    words = models.CharField(_("what it helped with"), max_length=MOST_WORDS)
    at = models.DateTimeField()
    hidden_at = models.DateTimeField(null=True)  # by whom it is about: it doesn't stand on their page
    removed_at = models.DateTimeField(null=True)  # by moderators

    objects: ClassVar[models.Manager["Endorsement"]] = models.Manager.from_queryset(EndorsementQuerySet)()

    class Meta:
        constraints = [
            # along this also what somebody gave today
            models.UniqueConstraint(fields=["by", "entry", "topic"], name="endorsed_once"),
            models.CheckConstraint(condition=~Q(by=F("member")), name="endorsed_by_another"),
            models.CheckConstraint(condition=~Q(words=""), name="endorsed_in_words"),
        ]
        indexes = [
            # what is said of somebody (their page), and on which topics (evidence)
            models.Index(fields=["member", "topic"], name="endorsed_on"),
        ]

    def __str__(self) -> str:
        return f"{self.by_id} of {self.member_id}: {self.words}"


class Declined(models.Model):
    """Somebody who was asked whether an answer to their question helped, and would rather not say: asked no more."""

    member = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    question = models.ForeignKey("questions.Entry", on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["member", "question"], name="declined_once")]

    def __str__(self) -> str:
        return f"{self.member_id}: {self.question_id}"
