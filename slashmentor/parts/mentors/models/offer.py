"""What a member's /mentor page offers."""

from datetime import date
from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from slashmentor.commons.people.models import Member

from ..words import Kind, State, Who

PLACES = range(1, 11)  # mentees at once
HOURS_A_MONTH = range(1, 41)
ANSWERS_IN = range(1, 15)  # days; after 14 a request ends by itself

# The pieces of a page in one's own words, each Markdown, in the order in which the page has them.
PIECES = ("helps", "lived", "loves", "declines", "seeks")


class OfferQuerySet(models.QuerySet["Offer"]):
    def visible_to(self, viewer: Member | None) -> Self:
        """Published ones of members who are here, paused ones too; drafts and what was taken out only to oneself."""
        seen = Q(published_at__isnull=False, removed_at=None, member__is_active=True)
        if viewer is not None:
            seen |= Q(member=viewer)
        return self.filter(seen)

    def published(self) -> Self:
        return self.filter(published_at__isnull=False, removed_at=None, member__is_active=True)


class Offer(models.Model):
    """What a member's /mentor page says. Without `published_at` a draft that only they see.

    `taken` counts mentees who were accepted here, `elsewhere` those whom the mentor has from other places; together
    never more than `places`. Where others wait for a place, `waiting` says how many.
    """

    member = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="offer")
    lede = models.TextField(_("what you offer, in three lines"), max_length=500, blank=True)  # plain text
    helps = models.TextField(_("what you can help with"), max_length=3000, blank=True)
    lived = models.TextField(_("things you have been through"), max_length=3000, blank=True)
    loves = models.TextField(_("questions you love to be asked"), max_length=3000, blank=True)
    declines = models.TextField(_("what you don’t do"), max_length=3000, blank=True)
    seeks = models.TextField(_("what you’d like help with yourself"), max_length=3000, blank=True)
    helps_html = models.TextField(blank=True, editable=False)
    lived_html = models.TextField(blank=True, editable=False)
    loves_html = models.TextField(blank=True, editable=False)
    declines_html = models.TextField(blank=True, editable=False)
    seeks_html = models.TextField(blank=True, editable=False)

    stages = models.JSONField(default=list, blank=True)  # whom: values of Stage; none is anybody
    as_peer = models.BooleanField(_("I’d be glad of a peer, both sides equal"), default=False)
    channels = models.JSONField(default=list, blank=True)  # values of Channel
    languages = models.JSONField(default=list, blank=True)  # ISO 639-1 codes
    pace = models.CharField(_("how much, in your words"), max_length=160, blank=True)
    places = models.PositiveSmallIntegerField(_("mentees at once"), default=2)
    hours_a_month = models.PositiveSmallIntegerField(_("hours a month"), default=2)
    until = models.DateField(_("until"), null=True, blank=True)  # the last day
    answers_in = models.PositiveSmallIntegerField(_("days until you answer"), default=4)
    who = models.CharField(_("who may write to you"), max_length=8, choices=Who, default=Who.ANYBODY)
    keeps_list = models.BooleanField(_("keep a waiting list when I’m full"), default=True)

    elsewhere = models.PositiveSmallIntegerField(_("mentees you have from elsewhere"), default=0)
    taken = models.PositiveSmallIntegerField(default=0, editable=False)
    waiting = models.PositiveIntegerField(default=0, editable=False)

    listed = models.BooleanField(_("list my page in the directory"), default=True)
    shared = models.BooleanField(_("let other instances list it too"), default=True)
    indexable = models.BooleanField(_("let search engines show it"), default=True)
    trainable = models.BooleanField(_("let others train language models on it"), default=False)

    paused_at = models.DateTimeField(null=True, editable=False)
    away_until = models.DateField(null=True, blank=True)  # the last day away
    published_at = models.DateTimeField(null=True, editable=False)  # the first time stays
    removed_at = models.DateTimeField(null=True, editable=False)  # out of sight: a host decided so
    created_at = models.DateTimeField(editable=False)
    changed_at = models.DateTimeField(editable=False)

    objects: ClassVar[models.Manager["Offer"]] = models.Manager.from_queryset(OfferQuerySet)()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(places__gte=1, places__lte=10), name="offer_places"),
            models.CheckConstraint(
                condition=Q(hours_a_month__gte=1, hours_a_month__lte=40), name="offer_hours"
            ),
            models.CheckConstraint(condition=Q(answers_in__gte=1, answers_in__lte=14), name="offer_answers"),
            # no more mentees than offered
            models.CheckConstraint(
                condition=Q(places__gte=F("taken") + F("elsewhere")), name="offer_keeps_to_places"
            ),
        ]

    def __str__(self) -> str:
        return f"/mentor of {self.member_id}"

    def get_absolute_url(self) -> str:
        return f"{self.member.get_absolute_url()}/mentor"

    @property
    def free(self) -> int:
        """Places that are open now, if the mentor is there."""
        return max(0, self.places - self.taken - self.elsewhere)

    @property
    def is_in_sight(self) -> bool:
        """Whether others may see the page, as far as the page itself goes."""
        return self.published_at is not None and self.removed_at is None

    def is_suspended(self, today: date) -> bool:
        """Whether its member can't write anywhere on this day, or part of it, so that nobody can be helped by them."""
        until = self.member.suspended_until
        return until is not None and until.date() >= today

    def state(self, today: date) -> State:
        """Whether there is room on this day (of the mentor's own calendar, near enough UTC's)."""
        if self.published_at is None:
            return State.DRAFT
        if self.paused_at is not None or self.removed_at is not None or self.is_suspended(today):
            return State.PAUSED
        if self.until is not None and self.until < today:
            return State.ENDED
        if self.away_until is not None and self.away_until >= today:
            return State.AWAY
        if self.free:
            return State.OPEN
        return State.WAITING if self.keeps_list else State.FULL


class OfferKind(models.Model):
    """One of the eight kinds of help that a mentor offers, with a few words of their own on it."""

    offer = models.ForeignKey(Offer, on_delete=models.CASCADE, related_name="kinds", db_index=False)
    kind = models.CharField(max_length=14, choices=Kind)
    words = models.CharField(max_length=120, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["offer", "kind"], name="offer_kind_once"),
            models.CheckConstraint(condition=Q(kind__in=Kind.values), name="offer_kind_known"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} by {self.offer_id}"


class Role(models.TextChoices):
    GIVES = "gives", _("can help with")
    SEEKS = "seeks", _("would like help with")
    FOR = "for", _("for people in")  # whom: their field


class OfferTopic(models.Model):
    """A topic of an offer: what the mentor helps with, would like help with, or which field those helped are in."""

    offer = models.ForeignKey(Offer, on_delete=models.CASCADE, related_name="topics", db_index=False)
    topic = models.ForeignKey("topics.Topic", on_delete=models.CASCADE, related_name="+")
    role = models.CharField(max_length=5, choices=Role)
    place = models.PositiveSmallIntegerField(default=0)  # the order in which the mentor named them

    class Meta:
        constraints = [models.UniqueConstraint(fields=["offer", "role", "topic"], name="offer_topic_once")]

    def __str__(self) -> str:
        return f"{self.offer_id} {self.role} {self.topic_id}"


class OfferHour(models.Model):
    """Hours of the week in which a mentor can talk, by the clock of their own time zone. One that ends at 1440 ends at midnight."""

    offer = models.ForeignKey(Offer, on_delete=models.CASCADE, related_name="hours", db_index=False)
    weekday = models.PositiveSmallIntegerField()  # 0 is Monday
    begins = models.PositiveSmallIntegerField()  # minutes since midnight
    ends = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["offer", "weekday", "begins"], name="offer_hour_once"),
            models.CheckConstraint(
                condition=Q(weekday__lte=6, begins__lt=F("ends"), ends__lte=1440), name="offer_hour_sound"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.offer_id}: {self.weekday} {self.begins}–{self.ends}"
