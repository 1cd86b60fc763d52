"""A person with an account."""

from datetime import datetime
from typing import Any, ClassVar, Self

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.db.models.functions import Coalesce, Lower, NullIf
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from slashmentor.base.zones import known_zones
from slashmentor.commons.people.languages import OWN_NAMES

HANDLE = r"[a-z0-9][a-z0-9_-]{0,28}[a-z0-9]"

# Names that would be mistaken for the instance itself.
RESERVED_HANDLES = frozenset(
    [
        "about",
        "account",
        "accounts",
        "admin",
        "administrator",
        "anonymous",
        "api",
        "host",
        "instance",
        "me",
        "mentor",
        "mentors",
        "moderator",
        "moderators",
        "root",
        "security",
        "settings",
        "slashmentor",
        "staff",
        "support",
        "system",
    ]
)


def check_handle(value: str) -> None:
    if value in RESERVED_HANDLES:
        raise ValidationError(_("That handle is kept for the instance itself. Please choose another."))


def check_time_zone(value: str) -> None:
    if value not in known_zones():
        raise ValidationError(_("That time zone is not known. It looks like Europe/Berlin."))


def initials_of(name: str) -> str:
    """The one or two letters that stand for a name without a picture; "" without a letter.

    "Wen-Li Tsao" is WT, "quiet-heron" QH.
    """
    words = [word for word in name.split() if word[0].isalnum()]
    if len(words) == 1:
        words = [word for word in words[0].replace("_", "-").split("-") if word]
    return (words[0][0] + (words[-1][0] if len(words) > 1 else "")).upper() if words else ""


class Stage(models.TextChoices):
    STUDENT = "student", _("Student")
    PHD = "phd", _("Doctoral researcher")
    POSTDOC = "postdoc", _("Postdoc")
    FACULTY = "faculty", _("Faculty")
    SENIOR = "senior", _("Senior or emeritus")
    STAFF = "staff", _("Research staff")
    LIBRARIAN = "librarian", _("Librarian")
    INDUSTRY = "industry", _("Outside academia")
    INDEPENDENT = "independent", _("Independent scholar")


class Theme(models.TextChoices):
    AUTO = "", _("As my device says")
    LIGHT = "light", _("Light")
    DARK = "dark", _("Dark")


class MemberQuerySet(models.QuerySet["Member"]):
    def visible_to(self, viewer: "Member | None") -> Self:
        """Members whose page `viewer` may see: everybody who is still here, and oneself."""
        if viewer is not None and viewer.is_staff:
            return self
        seen = Q(is_active=True)
        if viewer is not None:
            seen |= Q(pk=viewer.pk)
        return self.filter(seen)

    def listed_for(self, viewer: "Member | None") -> Self:
        """Those of them who want to be found in lists and searches."""
        return self.visible_to(viewer).filter(listed=True)


class MemberManager(BaseUserManager["Member"].from_queryset(MemberQuerySet)):  # type: ignore[misc]
    def create_user(self, handle: str, email: str, password: str | None = None, **fields: Any) -> "Member":
        fields.setdefault("joined_at", timezone.now())
        member: Member = self.model(handle=handle.lower(), email=email.strip().lower(), **fields)
        member.set_password(password)
        member.save(using=self._db)
        return member

    def create_superuser(
        self, handle: str, email: str, password: str | None = None, **fields: Any
    ) -> "Member":
        return self.create_user(handle, email, password, is_staff=True, is_superuser=True, **fields)

    def get_by_natural_key(self, username: str | None) -> "Member":
        member: Member = self.get(handle=(username or "").lower())
        return member


class Member(AbstractBaseUser, PermissionsMixin):
    """A person with an account.

    An *unclaimed* member came in with an imported site: a name and what it wrote, no way to log in, until
    the person claims it.
    """

    handle = models.CharField(
        _("handle"),
        max_length=30,
        unique=True,
        validators=[
            RegexValidator(
                rf"^{HANDLE}\Z",
                _("A handle has 2 to 30 letters a–z, digits, hyphens or underscores, like ada-l."),
            ),
            check_handle,
        ],
        error_messages={"unique": _("That handle is taken. Please choose another.")},
    )
    email = models.EmailField(_("e-mail address"), blank=True)
    name = models.CharField(_("name"), max_length=80, blank=True)
    is_pseudonym = models.BooleanField(_("this is a pseudonym"), default=False)
    pronouns = models.CharField(_("pronouns"), max_length=40, blank=True)
    stage = models.CharField(_("stage"), max_length=12, choices=Stage, blank=True)
    position = models.CharField(_("what you do, in a line"), max_length=120, blank=True)
    affiliation = models.CharField(_("affiliation"), max_length=120, blank=True)
    languages = models.JSONField(_("languages"), default=list, blank=True)  # ISO 639-1 codes
    time_zone = models.CharField(_("time zone"), max_length=60, default="UTC", validators=[check_time_zone])
    links = models.JSONField(_("links"), default=list, blank=True)  # [{"label": …, "url": …}]
    bio = models.TextField(_("about you"), max_length=5000, blank=True)
    bio_html = models.TextField(editable=False, blank=True)
    picture = models.ForeignKey(
        "media.Picture", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    # Listed expertise, as shown beside the name: [{"topic": name, "level": level}], kept by topics' actions.
    knows = models.JSONField(default=list, blank=True, editable=False)

    theme = models.CharField(_("light or dark"), max_length=5, choices=Theme, blank=True, default="")
    listed = models.BooleanField(_("list me among the people here"), default=True)
    indexable = models.BooleanField(_("let search engines show my page"), default=False)
    shows_activity = models.BooleanField(_("show what I asked and answered on my page"), default=True)

    # The beginning of this is what /people is searched by.
    sought = models.GeneratedField(
        expression=Lower(Coalesce(NullIf("name", models.Value("")), "handle")),
        output_field=models.CharField(max_length=80),
        db_persist=True,
    )

    # What their name was verified through ("ORCID", "ada.example.org"), kept with the proofs; "" for a pseudonym.
    verified_by = models.CharField(max_length=80, blank=True, editable=False)

    # How many notifications wait; kept with the notifications, in the same transaction.
    unread = models.PositiveIntegerField(default=0)

    # In every community at once, by those who run the instance; safety's suspensions know why.
    suspended_until = models.DateTimeField(null=True, blank=True, editable=False)

    is_claimed = models.BooleanField(default=True)
    is_active = models.BooleanField(default=True)
    is_staff = models.BooleanField(default=False)
    joined_at = models.DateTimeField()

    objects: ClassVar[MemberManager] = MemberManager()

    USERNAME_FIELD = "handle"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["email"]

    class Meta:
        constraints = [
            models.UniqueConstraint(Lower("handle"), name="member_handle_any_case"),
        ]
        indexes = [
            # Not unique: whether an address has an account already must not show when somebody signs up with
            # it. Who shows that it is theirs has it (allauth's EmailAddress, unique where verified).
            models.Index(fields=["email"], name="member_email", condition=~Q(email="")),
            # /people: newest members first, keyset by (joined_at, id)
            models.Index(
                fields=["-joined_at", "-id"], name="member_newest", condition=Q(is_active=True, listed=True)
            ),
            models.Index(fields=["stage", "-joined_at", "-id"], name="member_newest_of_stage"),
            # /people?q=: by name
            models.Index(fields=["sought", "id"], name="member_by_name"),
        ]

    def __str__(self) -> str:
        return self.shown_name

    def save(self, **options: Any) -> None:
        """Save everything but `unread`: what was read of it with this object may be old by now."""
        if not self._state.adding and options.get("update_fields") is None and not self.get_deferred_fields():
            options["update_fields"] = [
                field.name
                for field in self._meta.concrete_fields
                if not (field.primary_key or field.generated or field.name == "unread")
            ]
        super().save(**options)

    def take_turns(self) -> None:
        """Lock the member until the transaction ends: of two deeds of theirs at once the second waits for the first,
        and counts what it wrote. For whatever has a number of times, after what is done it to has been locked.
        """
        Member.objects.select_for_update(no_key=True).filter(pk=self.pk).values_list("pk").get()

    @property
    def shown_name(self) -> str:
        return self.name or self.handle

    @property
    def local_languages(self) -> list[str]:
        """The languages they speak, by the names that speakers use themselves: Deutsch, polski."""
        return [OWN_NAMES.get(code, code) for code in self.languages]

    @property
    def initials(self) -> str:
        """One or two letters for the generated avatar."""
        return initials_of(self.shown_name) or self.handle[:2].upper()

    def get_absolute_url(self) -> str:
        return f"/@{self.handle}"

    def get_full_name(self) -> str:
        return self.shown_name

    def get_short_name(self) -> str:
        return self.shown_name

    def days_here(self, now: datetime) -> int:
        return (now - self.joined_at).days


class BroughtAccount(models.Model):
    """Who a member was on the site that a community was brought in from.

    The import (world/transfers) writes these; whoever proves to be that person may claim the member.
    Its page there is `<community.origin_url>/users/<origin_id>`.
    """

    community = models.ForeignKey("communities.Community", on_delete=models.CASCADE, related_name="+")
    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="brought_accounts")
    origin_id = models.BigIntegerField()
    name = models.CharField(max_length=80)
    # Old dumps have the MD5 of the address in lower case; with it the address's owner can claim the name.
    email_hash = models.CharField(max_length=32, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["community", "origin_id"], name="brought_account_once"),
        ]

    def __str__(self) -> str:
        return f"{self.name}, number {self.origin_id}"
