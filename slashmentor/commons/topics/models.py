from urllib.parse import quote

from django.conf import settings
from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

# Letters and digits of any script, and what real sites use inside: c++, q#, .net, peer-review.
NAME = r"[\w.][\w.+#-]{0,34}"


class Topic(models.Model):
    """A unit of the vocabulary, shared by all communities and by what people know.

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
    question_count = models.PositiveIntegerField(default=0)
    created_at = models.DateTimeField()

    class Meta:
        indexes = [
            # /topics, most used first; completion of a topic's beginning
            models.Index(fields=["-question_count", "name"], name="topic_most_used"),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return f"/topics/{quote(self.name)}"


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
    """What a member says they know: a topic with a level."""

    member = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="expertise")
    topic = models.ForeignKey(Topic, on_delete=models.CASCADE, related_name="known_by")
    level = models.CharField(_("level"), max_length=8, choices=Level)
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
