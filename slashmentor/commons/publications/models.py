from urllib.parse import quote

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Kind(models.TextChoices):
    ARTICLE = "article", _("article")
    CONFERENCE = "conference", _("conference paper")
    CHAPTER = "chapter", _("chapter")
    BOOK = "book", _("book")
    THESIS = "thesis", _("thesis")
    REPORT = "report", _("report")
    PREPRINT = "preprint", _("preprint")
    DATA = "data", _("data set")
    SOFTWARE = "software", _("software")
    OTHER = "other", _("other work")


class Source(models.TextChoices):
    BIBTEX = "bibtex", _("BibTeX")
    ORCID = "orcid", _("ORCID")
    DOI = "doi", _("DOI")


class Publication(models.Model):
    """One work of one member: the same one brought again, from wherever, is the same row.

    `key` is what makes it the same: its DOI, else its folded title with the year (`works.py`). A work of which only
    the DOI is known has no title until the DOI was looked up; `lookup` says how far that is.
    """

    class Lookup(models.TextChoices):
        NONE = "", _("nothing to look up")
        WAITING = "waiting", _("looked up later")
        FOUND = "found", _("looked up")
        MISSING = "missing", _("could not be found")

    member = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="publications"
    )
    key = models.CharField(max_length=255)
    title = models.CharField(_("title"), max_length=500, blank=True)
    authors = models.JSONField(_("authors"), default=list, blank=True)  # names as printed, the first ones
    more_authors = models.PositiveIntegerField(default=0)  # how many more there are
    year = models.PositiveSmallIntegerField(_("year"), null=True, blank=True)
    venue = models.CharField(_("journal, conference or publisher"), max_length=300, blank=True)
    kind = models.CharField(max_length=10, choices=Kind, default=Kind.OTHER)
    doi = models.CharField(max_length=200, blank=True)
    url = models.CharField(max_length=500, blank=True)
    keywords = models.JSONField(default=list, blank=True)
    source = models.CharField(max_length=6, choices=Source)
    shown = models.BooleanField(default=True)  # on the profile, if publications stand there at all
    added_at = models.DateTimeField()
    lookup = models.CharField(max_length=7, choices=Lookup, default=Lookup.NONE, blank=True)
    lookups = models.PositiveSmallIntegerField(default=0)  # how often it was tried in vain
    fetched_at = models.DateTimeField(null=True)
    matched_at = models.DateTimeField(null=True)  # when its topics were found; None: not since it changed

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["member", "key"], name="publication_once_a_member"),
            models.CheckConstraint(
                condition=~models.Q(title="") | ~models.Q(doi=""), name="publication_named_or_found"
            ),
        ]
        indexes = [
            # /settings/publications and the profile: newest first
            models.Index(fields=["member", "-year", "-id"], name="publication_newest"),
            # the night's look for those whose topics are to be found
            models.Index(fields=["id"], name="publication_unmatched", condition=models.Q(matched_at=None)),
        ]

    def __str__(self) -> str:
        return self.title or self.doi

    @property
    def link(self) -> str:
        """Where it can be read: at its DOI, else at the address that came with it."""
        return link_of(self.doi, self.url)


def link_of(doi: str, url: str) -> str:
    return f"https://doi.org/{quote(doi, safe='/')}" if doi else url


class About(models.Model):
    """A topic that a publication is about, found by its words (`matching.py`); the larger `weight`, the surer."""

    publication = models.ForeignKey(Publication, on_delete=models.CASCADE, related_name="about")
    topic = models.ForeignKey("topics.Topic", on_delete=models.CASCADE, related_name="publications")
    weight = models.FloatField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["publication", "topic"], name="about_once")]

    def __str__(self) -> str:
        return f"{self.publication}: {self.topic}"


class Bringing(models.Model):
    """What one import did, so that it can be read line by line afterwards."""

    class State(models.TextChoices):
        WAITING = "waiting", _("under way")
        DONE = "done", _("done")
        FAILED = "failed", _("failed")

    member = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="bringings")
    source = models.CharField(max_length=6, choices=Source)
    name = models.CharField(max_length=200, blank=True)  # of the file
    at = models.DateTimeField()
    state = models.CharField(max_length=7, choices=State, default=State.DONE)
    trouble = models.CharField(max_length=300, blank=True)  # why it failed, as a sentence
    added = models.PositiveIntegerField(default=0)
    known = models.PositiveIntegerField(default=0)
    problems = models.JSONField(default=list)  # [{"line", "text", "why"}], the first ones
    problem_count = models.PositiveIntegerField(default=0)

    class Meta:
        indexes = [
            # the last import of a member
            models.Index(fields=["member", "-id"], name="bringing_last"),
        ]
        constraints = [
            # Two tabs that press the button make one fetch.
            models.UniqueConstraint(
                fields=["member", "source"],
                name="bringing_one_under_way",
                condition=models.Q(state="waiting"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_source_display()} of {self.member}"


class NotMine(models.Model):
    """A suggested topic that a member declined: it isn't suggested again."""

    member = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    topic = models.ForeignKey("topics.Topic", on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["member", "topic"], name="not_mine_once")]

    def __str__(self) -> str:
        return f"{self.topic} isn’t {self.member}’s"


class Shelf(models.Model):
    """Whether a member’s publications stand on their page at all. A pseudonym’s don’t until it says so."""

    member = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="shelf")
    on_profile = models.BooleanField(_("show my publications on my page"))

    def __str__(self) -> str:
        return f"publications of {self.member}"
