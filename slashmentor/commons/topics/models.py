from urllib.parse import quote

from django.conf import settings
from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

# Letters and digits of any script, and what real sites use inside: c++, q#, .net, peer-review.
NAME = r"[\w.][\w.+#-]{0,34}"


class Topic(models.Model):
    """A unit of the vocabulary, shared by all communities and by what people know.

    One that came with a vocabulary (`origin`) says what it is in full, stands below a broader one, and is found by
    its keywords; one that somebody asked with first has its name alone. What a database default stands beside came
    later: the version before knows nothing of it, and may still be running.
    Counters count what everybody may see, and are kept in the transaction that changes it.
    """

    name = models.CharField(
        _("name"),
        max_length=35,
        unique=True,
        validators=[
            RegexValidator(
                rf"^{NAME}\Z",
                _(
                    "A topic is one word or several joined by hyphens, at most 35 characters, like peer-review."
                ),
            )
        ],
    )
    label = models.CharField(_("in full"), max_length=160, blank=True, default="", db_default="")
    summary = models.CharField(_("in a sentence"), max_length=300, blank=True, default="", db_default="")
    parent = models.ForeignKey(  # found along topic_narrower
        "self", null=True, on_delete=models.SET_NULL, related_name="narrower", db_index=False
    )
    keywords = models.JSONField(default=list, db_default=[])
    # Where in which vocabulary: "openalex:subfield/1908", "slashmentor:grant-writing".
    origin = models.CharField(max_length=40, blank=True, default="", db_default="")
    question_count = models.PositiveIntegerField(default=0)
    created_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["origin"], name="topic_origin_once", condition=~models.Q(origin="")
            ),
            models.CheckConstraint(
                condition=models.Q(parent=None) | ~models.Q(parent=models.F("id")),
                name="topic_not_below_itself",
            ),
        ]
        indexes = [
            # /topics, most used first; completion of a topic's beginning
            models.Index(fields=["-question_count", "name"], name="topic_most_used"),
            # /topics/tree: what stands below one, most used first
            models.Index(fields=["parent", "-question_count", "name"], name="topic_narrower"),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return f"/topics/{quote(self.name)}"

    @property
    def in_full(self) -> str:
        return self.label or self.name


class Word(models.Model):
    """A word by which a topic is found that its name doesn't begin with: of its label and its keywords, folded."""

    topic = models.ForeignKey(Topic, on_delete=models.CASCADE, related_name="words")
    word = models.CharField(max_length=40, db_index=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["topic", "word"], name="topic_word_once")]

    def __str__(self) -> str:
        return f"{self.word}: {self.topic_id}"


class TopicHere(models.Model):
    """A topic in one community: what it means there (its wiki), and how often it is used."""

    topic = models.ForeignKey(Topic, on_delete=models.CASCADE, related_name="here")
    community = models.ForeignKey("communities.Community", on_delete=models.CASCADE, related_name="topics")
    summary = models.CharField(_("in a sentence"), max_length=800, blank=True)
    wiki = models.TextField(_("wiki"), blank=True)
    wiki_format = models.CharField(max_length=8, default="markdown")  # or "html", as imported
    wiki_html = models.TextField(blank=True, editable=False)
    question_count = models.PositiveIntegerField(default=0)
    edited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    edited_at = models.DateTimeField(null=True)
    origin_id = models.BigIntegerField(null=True)  # the tag's id in the dump it came from

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["topic", "community"], name="topic_once_a_community"),
        ]
        indexes = [
            # /topics?community=: most used there first
            models.Index(fields=["community", "-question_count"], name="topic_most_used_here"),
        ]

    def __str__(self) -> str:
        return f"{self.topic} in {self.community}"


class TopicEdit(models.Model):
    """An earlier or present version of a topic's wiki: who wrote it and when."""

    here = models.ForeignKey(TopicHere, on_delete=models.CASCADE, related_name="edits")
    number = models.PositiveIntegerField()
    summary = models.CharField(max_length=800, blank=True)
    wiki = models.TextField(blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["here", "number"], name="topic_edit_number_once")]

    def __str__(self) -> str:
        return f"{self.here}, version {self.number}"


class Description(models.Model):
    """What somebody suggests that a topic's wiki should say; approved by those who may."""

    here = models.ForeignKey(TopicHere, on_delete=models.CASCADE, related_name="suggested")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    summary = models.CharField(max_length=800, blank=True)
    wiki = models.TextField(blank=True)
    based_on = models.PositiveIntegerField(default=0)  # the number of the version it began from
    at = models.DateTimeField()
    approved = models.BooleanField(null=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    decided_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["here"], name="description_one_at_a_time", condition=models.Q(decided_at=None)
            ),
        ]

    def __str__(self) -> str:
        return f"suggested for {self.here}"


class Synonym(models.Model):
    """Another name of a topic: whoever asks with it asks with the topic. Suggested until `decided_at`."""

    name = models.CharField(_("name"), max_length=35)
    topic = models.ForeignKey(Topic, on_delete=models.CASCADE, related_name="synonyms")
    community = models.ForeignKey(  # where it was suggested
        "communities.Community", null=True, on_delete=models.SET_NULL, related_name="+"
    )
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField()
    approved = models.BooleanField(null=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    decided_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["name"], name="synonym_once", condition=models.Q(approved=True)),
            models.UniqueConstraint(
                fields=["name", "topic"], name="synonym_suggested_once", condition=models.Q(decided_at=None)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name}: {self.topic}"


class Level(models.TextChoices):
    LEARNING = "learning", _("learning")
    CAN_HELP = "can_help", _("can help")
    EXPERT = "expert", _("expert")


class Expertise(models.Model):
    """What a member says they know: a topic with a level, for how long, and a few words of their own."""

    member = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="expertise")
    topic = models.ForeignKey(Topic, on_delete=models.CASCADE, related_name="known_by")
    level = models.CharField(_("level"), max_length=8, choices=Level)
    years = models.PositiveSmallIntegerField(_("years"), null=True)  # of doing it
    words = models.CharField(_("in your own words"), max_length=200, blank=True, default="", db_default="")
    since = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["member", "topic"], name="expertise_once"),
            models.CheckConstraint(condition=models.Q(level__in=Level.values), name="expertise_level_known"),
        ]
        indexes = [
            # /topics/<name>/experts
            models.Index(fields=["topic", "level"], name="expertise_of_topic"),
        ]

    def __str__(self) -> str:
        return f"{self.member}: {self.topic} ({self.level})"
