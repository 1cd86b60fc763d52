"""One line of the directory, wherever its page is."""

from datetime import date
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ..searched import WordsField
from ..words import State


class Source(models.TextChoices):
    HERE = "here", _("a page here")
    OUTSIDE = "outside", _("a page of their own")
    INSTANCE = "instance", _("another instance")


class Listing(models.Model):
    """All that the directory shows and asks of one mentor, copied in the transaction that changes it.

    Of an offer here (`offer`), of a page on somebody's own site (`page`), or of another instance (`instance`, its
    address, with the page's `url` there). What a list of choices says is a number of bits (words.py).
    `version` is taken from the Shelf, so that whoever knows the directory up to one version reads what is newer.
    A row that went is kept, empty, with `gone`, so that those readers hear of it too; a job sweeps old ones.
    """

    source = models.CharField(max_length=8, choices=Source)
    offer = models.OneToOneField(
        "mentors.Offer", null=True, on_delete=models.SET_NULL, related_name="listing"
    )
    page = models.OneToOneField(
        "mentors.OutsidePage", null=True, on_delete=models.SET_NULL, related_name="listing"
    )
    instance = models.CharField(max_length=200, blank=True)  # https://mentors.example.org
    url = models.CharField(max_length=500)  # of the page; a path for one here
    name = models.CharField(max_length=120)
    handle = models.CharField(
        max_length=260, blank=True
    )  # @ada, @ada@mentors.example.org; "" of an outside page
    line = models.CharField(max_length=260, blank=True)  # what they do and where
    lede = models.CharField(max_length=500, blank=True)
    picture = models.CharField(max_length=200, blank=True)  # our own address of it; never one elsewhere

    stage = models.CharField(max_length=12, blank=True)  # the mentor's own
    kinds = models.PositiveIntegerField(default=0)  # bits of Kind
    channels = models.PositiveIntegerField(default=0)  # bits of Channel
    stages = models.PositiveIntegerField(default=0)  # whom: bits of Stage; 0 is anybody
    as_peer = models.BooleanField(default=False)
    topics = models.JSONField(default=list)  # names: what they help with
    seeks = models.JSONField(default=list)  # names: what they'd like help with
    fields = models.JSONField(default=list)  # names: which fields those helped are in
    languages = models.JSONField(default=list)  # ISO 639-1 codes
    words = WordsField(blank=True)  # everything that words may find: plain text, folded on its way in

    places = models.PositiveSmallIntegerField(null=True)  # null: not said
    free = models.PositiveSmallIntegerField(null=True)
    waiting = models.PositiveIntegerField(default=0)
    keeps_list = models.BooleanField(default=False)
    paused = models.BooleanField(default=False)
    stale = models.BooleanField(default=False)  # a page elsewhere that couldn't be reached lately
    away_until = models.DateField(null=True)
    until = models.DateField(null=True)
    answers_in = models.PositiveSmallIntegerField(null=True)
    zone = models.CharField(max_length=60, blank=True)
    # The hours of a UTC week in which they can talk, Monday 0:00 first: 56 bits each, since a number has 63.
    # Daylight saving moves them: a job writes them anew.
    week_1 = models.BigIntegerField(default=0)
    week_2 = models.BigIntegerField(default=0)
    week_3 = models.BigIntegerField(default=0)

    published_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    version = models.BigIntegerField(db_index=True)  # what is newer than a reader knows
    gone = models.BooleanField(default=False)

    objects: ClassVar[models.Manager["Listing"]] = models.Manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["instance", "url"], name="listing_once_an_instance", condition=~Q(instance="")
            ),
        ]
        indexes = [
            # feeds of new mentors, newest first, keyset by (published_at, id)
            models.Index(
                fields=["-published_at", "-id"], name="listing_newest", condition=Q(gone=False, paused=False)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name}: {self.url}"

    def state(self, today: date) -> State:
        """As `Offer.state` says it, of whatever page this is."""
        if self.paused:
            return State.PAUSED
        if self.until is not None and self.until < today:
            return State.ENDED
        if self.away_until is not None and self.away_until >= today:
            return State.AWAY
        if self.free is None or self.stale:  # what couldn't be asked again is never called open
            return State.UNKNOWN
        if self.free:
            return State.OPEN
        return State.WAITING if self.keeps_list else State.FULL


class Shelf(models.Model):
    """One row: the version of the directory. Whoever changes a listing locks it, so that versions are seen in order."""

    version = models.BigIntegerField(default=0)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(id=1), name="shelf_one_row")]

    def __str__(self) -> str:
        return str(self.version)
