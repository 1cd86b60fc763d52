"""Ways in that somebody else opens: an invitation, a yes to a newcomer, a yes to who claims an imported name."""

from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class InvitationQuerySet(models.QuerySet["Invitation"]):
    def open(self) -> Self:
        return self.filter(used_at=None)


class Invitation(models.Model):
    """A link with which one person may sign up while SLASHMENTOR_REGISTRATION is `invite`."""

    # Of the code in the link only a digest is kept, so that a stolen dump lets nobody in.
    digest = models.CharField(max_length=64, unique=True)
    note = models.CharField(_("for whom"), max_length=120, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    made_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)

    objects: ClassVar[models.Manager["Invitation"]] = InvitationQuerySet.as_manager()

    class Meta:
        ordering = ["-made_at"]

    def __str__(self) -> str:
        return self.note or str(self.made_at.date())


class Waiting(models.Model):
    """A newcomer who waits to be let in (SLASHMENTOR_REGISTRATION=approval); the row goes when they are."""

    member = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="waiting")
    since = models.DateTimeField()

    class Meta:
        ordering = ["since"]

    def __str__(self) -> str:
        return str(self.member)


class Claim(models.Model):
    """Somebody says that an imported name is theirs, and a host or a moderator of its community decides.

    `into` is the account that they had already: what came with the name goes into it. None: the name becomes one.

    The proof is a code that the person puts into their profile at the original site (whoever can edit that
    profile is the person), or a `page` they control that links to that profile, or the hash of their e-mail
    address where a dump has one. `proven` says which of them the instance has seen itself.
    """

    class Proven(models.TextChoices):
        PAGE = "page", _("a page of theirs links to the profile")
        EMAIL = "email", _("the e-mail address is the one of the profile")

    member = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("name"), on_delete=models.CASCADE, related_name="claims"
    )
    into = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, editable=False, on_delete=models.CASCADE, related_name="+"
    )
    email = models.EmailField(_("your e-mail address"))
    code = models.CharField(max_length=24)
    said = models.TextField(_("anything that helps us see it is you"), max_length=1000, blank=True)
    page = models.URLField(_("a page of yours that links to your profile there"), max_length=400, blank=True)
    proven = models.CharField(max_length=5, choices=Proven, blank=True, editable=False)
    made_at = models.DateTimeField()
    granted = models.BooleanField(null=True, editable=False)
    decided_at = models.DateTimeField(null=True, editable=False)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, editable=False, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        ordering = ["-made_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["member", "email"], name="claim_once_an_address", condition=Q(decided_at=None)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.email}: @{self.member.handle}"
