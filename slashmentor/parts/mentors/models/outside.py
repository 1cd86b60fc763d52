"""Mentor pages on people's own sites."""

from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from slashmentor.commons.people.models import Member


class OutsidePageQuerySet(models.QuerySet["OutsidePage"]):
    def shown(self) -> Self:
        """Those that the directory has a line of: proven, and there lately."""
        return self.filter(state__in=SHOWN)

    def brought_by(self, member: Member) -> Self:
        return self.filter(member=member)


class OutsidePage(models.Model):
    """A /mentor page that somebody brought: fetched, read, proven to be theirs, listed, looked at again every week.

    Who brought it is a member, an e-mail address, or nobody: the page itself told us by a webmention. The same page
    may be claimed by several; one whose proof is on it is listed, never two.
    While somebody looks at it, `next_at` is the end of their lease: whoever finds it passed may begin anew.
    """

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

    class Proof(models.TextChoices):
        LINK = "link", _("a link to its owner’s page here")
        META = "meta", _("a code on the page")
        FILE = "file", _("a file on the site")
        JOIN = "join", _("a link to this directory")

    url = models.URLField(max_length=500)  # tidied; once proven, where redirects lead
    member = models.ForeignKey(  # who brought it, where they have an account
        settings.AUTH_USER_MODEL, null=True, on_delete=models.CASCADE, related_name="outside_pages"
    )
    email = models.EmailField(blank=True)  # of who brought it without one; only to write to them
    code = models.CharField(
        max_length=40
    )  # what the file at /.well-known/ or the page says, when no link does
    state = models.CharField(max_length=12, choices=State, default=State.WAITING)
    since = models.DateTimeField()  # it has been in this state
    why = models.CharField(max_length=300, blank=True)  # a sentence: why it isn't listed
    format = models.CharField(max_length=8, choices=Format, blank=True)
    found = models.JSONField(default=dict)  # what was read, in the words of mentor.json
    proven_by = models.CharField(max_length=4, choices=Proof, blank=True)
    added_at = models.DateTimeField()
    proven_at = models.DateTimeField(null=True)  # when it was listed first, of this owner
    checked_at = models.DateTimeField(null=True)
    next_at = models.DateTimeField(null=True)  # null: never again by itself
    failures = models.PositiveSmallIntegerField(default=0)  # in a row
    missing = models.PositiveSmallIntegerField(
        default=0
    )  # of them, in a row: the server says that it is gone
    etag = models.CharField(max_length=200, blank=True)

    objects: ClassVar[models.Manager["OutsidePage"]] = models.Manager.from_queryset(OutsidePageQuerySet)()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["member", "url"], name="outside_once_a_member", condition=Q(member__isnull=False)
            ),
            models.UniqueConstraint(
                fields=["email", "url"], name="outside_once_an_address", condition=~Q(email="")
            ),
            models.UniqueConstraint(
                fields=["url"], name="outside_once_by_itself", condition=Q(member__isnull=True, email="")
            ),
            # one owner at a time
            models.UniqueConstraint(
                fields=["url"], name="outside_listed_once", condition=Q(state__in=["listed", "stale"])
            ),
        ]
        indexes = [
            # the job that looks at what is due, the longest due first
            models.Index(fields=["next_at"], name="outside_due", condition=Q(next_at__isnull=False)),
            # /settings/mentor: mine
            models.Index(fields=["member", "id"], name="outside_mine"),
            # who else claims this page; a webmention about it
            models.Index(fields=["url"], name="outside_url"),
        ]

    def __str__(self) -> str:
        return self.url

    @property
    def is_shown(self) -> bool:
        return self.state in SHOWN

    @property
    def is_by_itself(self) -> bool:
        """Nobody brought it: the page told us."""
        return self.member_id is None and not self.email


SHOWN = (OutsidePage.State.LISTED, OutsidePage.State.STALE)
