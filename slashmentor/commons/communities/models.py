from django.conf import settings
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _


class Community(models.Model):
    """A discipline's site within the instance.

    The counters are kept in the transaction that changes what they count; they count what everybody may see.
    """

    slug = models.SlugField(_("short name"), max_length=40, unique=True)
    name = models.CharField(_("name"), max_length=80)
    tagline = models.CharField(_("in one line"), max_length=160, blank=True)
    about = models.TextField(_("about"), blank=True)
    about_html = models.TextField(editable=False, blank=True)
    # Until a moderator says so it is new, and privileges open at fewer points (rules.md).
    is_grown = models.BooleanField(_("grown"), default=False)
    # The numbers of rules.md that its moderators changed, by name (numbers.py knows the others).
    numbers = models.JSONField(default=dict, blank=True, editable=False)
    # Its look: an ink of its own instead of the instance's accent, and a sign beside its name.
    accent = models.CharField(_("ink"), max_length=7, blank=True)
    icon = models.CharField(_("sign"), max_length=40, blank=True)
    shows_reputation = models.BooleanField(_("show reputation beside names"), default=False)
    created_at = models.DateTimeField()
    question_count = models.PositiveIntegerField(default=0)
    answer_count = models.PositiveIntegerField(default=0)
    # Where an imported community came from, for attribution: the address of the site, without a slash.
    origin_url = models.URLField(blank=True)
    origin_name = models.CharField(max_length=120, blank=True)

    class Meta:
        ordering = ["name"]
        verbose_name_plural = "communities"
        constraints = [models.UniqueConstraint(Lower("slug"), name="community_slug_any_case")]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return f"/c/{self.slug}"


class Moderator(models.Model):
    """A member who looks after a community: a row that says since when."""

    community = models.ForeignKey(Community, on_delete=models.CASCADE, related_name="moderators")
    member = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="moderates")
    since = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["community", "member"], name="moderator_once")]

    def __str__(self) -> str:
        return f"{self.member} in {self.community}"
