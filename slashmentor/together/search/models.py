"""What is searched: the words of each entry, of each person and topic, on which the databases build their indexes.

The indexes themselves are made in `migrations/0002_words.py`: FTS5 tables kept by triggers on SQLite, generated
`tsvector` columns with GIN on PostgreSQL. So whoever writes one of these rows, the index is right.
"""

from django.conf import settings
from django.db import models


class Document(models.Model):
    """The words of a question or an answer. What changes with every vote is read from the entry instead."""

    entry = models.OneToOneField(
        "questions.Entry", primary_key=True, on_delete=models.CASCADE, related_name="document"
    )
    # What it is, as words that the same index finds: k1 c3 u17 and one for each topic (matching.py).
    marks = models.TextField()
    title = models.TextField(blank=True)  # folded; only a question's own
    topics = models.TextField(blank=True)  # folded; only a question's own
    body = models.TextField(blank=True)  # plain text as written: results show a piece of it
    folded = models.TextField(blank=True)  # `body` folded, where that changes more than capitals

    def __str__(self) -> str:
        return f"words of {self.entry_id}"


class Card(models.Model):
    """The words of a person or of a topic, folded: names in `title`, what else tells about them in `body`."""

    member = models.OneToOneField(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.CASCADE, related_name="+"
    )
    topic = models.OneToOneField("topics.Topic", null=True, on_delete=models.CASCADE, related_name="+")
    title = models.TextField()
    body = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="card_of_a_person_or_a_topic",
                condition=models.Q(member=None, topic__isnull=False)
                | models.Q(member__isnull=False, topic=None),
            ),
        ]

    def __str__(self) -> str:
        return self.title


class CommonWord(models.Model):
    """A stem that many titles have, so that looking for like questions begins with the rarer ones.

    Counted anew each day (alike.py); a word that isn't here is rare.
    """

    stem = models.CharField(max_length=64, unique=True)
    share = models.FloatField()  # of all questions (taken for 5,000 where there are fewer), 0 to 1

    def __str__(self) -> str:
        return f"{self.stem} in {self.share:.1%} of titles"
