from datetime import datetime, timedelta
from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from slashmentor.commons.people.models import Member
from slashmentor.commons.standing.privileges import Privilege, communities_where


class EntryQuerySet(models.QuerySet["Entry"]):
    def visible_to(self, member: Member | None) -> Self:
        """What `member` (None: a visitor) may read; `rules.can_see` says the same of a single entry.

        A deleted entry stays visible to its author and to those with moderator tools in its community. An
        answer is as visible as its question. Only a deleted anonymous question is in no list of its asker's, who
        can still open it: the database can't tell whose it is.
        """
        if member is not None and member.is_staff:
            return self
        here = Q(deleted_at=None) & (Q(question=None) | Q(question__deleted_at=None))
        if member is None:
            return self.filter(here)
        with_tools = Q(community__in=communities_where(member, Privilege.TOOLS).values("pk"))
        own = Q(author=member) & (
            Q(question=None) | Q(question__deleted_at=None) | Q(question__author=member)
        )
        return self.filter(here | own | with_tools)

    def listed(self) -> Self:
        """What lists, searches and feeds show to everybody."""
        return self.filter(Q(deleted_at=None) & (Q(question=None) | Q(question__deleted_at=None)))


class QuestionManager(models.Manager.from_queryset(EntryQuerySet)):  # type: ignore[misc]
    def get_queryset(self) -> EntryQuerySet:
        queryset: EntryQuerySet = super().get_queryset().filter(kind=Entry.Kind.QUESTION)
        return queryset


class AnswerManager(models.Manager.from_queryset(EntryQuerySet)):  # type: ignore[misc]
    def get_queryset(self) -> EntryQuerySet:
        queryset: EntryQuerySet = super().get_queryset().filter(kind=Entry.Kind.ANSWER)
        return queryset


class Entry(models.Model):
    """A question or an answer: what can be voted on, commented, edited and deleted.

    One table for both, since nearly everything that can be done to one can be done to the other, and a
    question's page reads both at once (docs/developers/decisions/one-table-for-entries.md). `Question` and
    `Answer` are its two proxies.

    Everything a list or page shows stands in the row, kept in the transaction that changes it: `body_html`
    and `excerpt` are made when the body is written; the counters count what everybody may see; `version`
    grows on a question with every change that its page shows, answers and comments included.
    """

    class Kind(models.IntegerChoices):
        QUESTION = 1
        ANSWER = 2

    class Format(models.TextChoices):
        MARKDOWN = "markdown"
        HTML = "html"  # as it came with an imported site; becomes Markdown with its first edit here

    kind = models.PositiveSmallIntegerField(choices=Kind)
    community = models.ForeignKey("communities.Community", on_delete=models.CASCADE, related_name="+")
    question = models.ForeignKey("self", null=True, on_delete=models.CASCADE, related_name="answers")
    # None: the account is gone, or the dump knew only a name (kept in author_name)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="entries"
    )
    author_name = models.CharField(max_length=80, blank=True)

    body = models.TextField()
    body_format = models.CharField(max_length=8, choices=Format, default=Format.MARKDOWN)
    body_html = models.TextField()
    excerpt = models.CharField(max_length=240, blank=True)

    score = models.IntegerField(default=0)
    ups = models.PositiveIntegerField(default=0)
    downs = models.PositiveIntegerField(default=0)
    comment_count = models.PositiveIntegerField(default=0)
    revision_count = models.PositiveIntegerField(default=1)
    is_wiki = models.BooleanField(default=False)
    # Locked: nobody votes, edits, comments or answers until a moderator unlocks it. Why stands beside it.
    locked_at = models.DateTimeField(null=True)
    locked_reason = models.CharField(max_length=200, blank=True)
    # An anonymous question, and what its asker adds: no author, and the persona's name in author_name.
    persona = models.ForeignKey(
        "questions.Persona", null=True, on_delete=models.SET_NULL, related_name="entries"
    )

    created_at = models.DateTimeField()
    edited_at = models.DateTimeField(null=True)
    edited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    deleted_at = models.DateTimeField(null=True)
    deleted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )

    # --- a question's own; empty on an answer ---
    title = models.CharField(max_length=250, blank=True)
    slug = models.CharField(max_length=90, blank=True)
    topic_names = models.JSONField(default=list)  # as in Tagging, in the asker's order
    answer_count = models.PositiveIntegerField(default=0)
    # has an accepted answer, or one with a positive score (as the Stack Exchange API means it)
    is_answered = models.BooleanField(default=False)
    accepted = models.ForeignKey("self", null=True, on_delete=models.SET_NULL, related_name="+")
    accepted_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    closed_reason = models.CharField(max_length=120, blank=True)  # a Reason of closing, or words of a dump
    closed_why = models.ForeignKey(  # the community's own reason, of what is off-topic
        "questions.CloseReason", null=True, on_delete=models.SET_NULL, related_name="+"
    )
    # Protected: newcomers without points here don't answer it.
    protected_at = models.DateTimeField(null=True)
    # The bounty that is open on it; 0: none.
    bounty = models.PositiveIntegerField(default=0)
    # Whether acceptance brought points here (an imported one's are in what its people brought along).
    accept_pays = models.BooleanField(default=False)
    active_at = models.DateTimeField()  # last asked, answered or edited
    views = models.PositiveIntegerField(default=0)
    bookmark_count = models.PositiveIntegerField(default=0)
    hot = models.FloatField(default=0)  # 0: not among the hot ones
    version = models.PositiveBigIntegerField(default=1)

    # --- where it came from, for imported ones ---
    origin_id = models.BigIntegerField(null=True)  # the post's id in the dump
    licence = models.CharField(max_length=20, blank=True)  # CC BY-SA 4.0 …

    objects: ClassVar[models.Manager["Entry"]] = models.Manager.from_queryset(EntryQuerySet)()

    class Meta:
        verbose_name_plural = "entries"
        constraints = [
            models.CheckConstraint(
                name="entry_is_a_question_or_an_answer",
                condition=Q(kind=1, question=None) & ~Q(title="")
                | Q(kind=2, question__isnull=False, title="", accepted=None),
            ),
            models.CheckConstraint(
                name="entry_score_is_ups_less_downs", condition=Q(score=models.F("ups") - models.F("downs"))
            ),
            models.UniqueConstraint(fields=["community", "origin_id"], name="entry_imported_once"),
        ]
        indexes = [
            # /questions by new, active, votes: all of them, then a community's
            models.Index(fields=["-created_at", "-id"], name="q_new", condition=Q(kind=1, deleted_at=None)),
            models.Index(fields=["-active_at", "-id"], name="q_active", condition=Q(kind=1, deleted_at=None)),
            models.Index(fields=["-score", "-id"], name="q_votes", condition=Q(kind=1, deleted_at=None)),
            models.Index(
                fields=["-created_at", "-id"],
                name="q_unanswered",
                condition=Q(kind=1, deleted_at=None, closed_at=None, is_answered=False),
            ),
            models.Index(
                fields=["-hot", "-id"], name="q_hot", condition=Q(kind=1, deleted_at=None, hot__gt=0)
            ),
            models.Index(
                fields=["-bounty", "-id"],
                name="q_bounties",
                condition=Q(kind=1, deleted_at=None, bounty__gt=0),
            ),
            models.Index(
                fields=["community", "-created_at", "-id"],
                name="q_new_here",
                condition=Q(kind=1, deleted_at=None),
            ),
            models.Index(
                fields=["community", "-active_at", "-id"],
                name="q_active_here",
                condition=Q(kind=1, deleted_at=None),
            ),
            models.Index(
                fields=["community", "-score", "-id"],
                name="q_votes_here",
                condition=Q(kind=1, deleted_at=None),
            ),
            models.Index(
                fields=["community", "-created_at", "-id"],
                name="q_unanswered_here",
                condition=Q(kind=1, deleted_at=None, closed_at=None, is_answered=False),
            ),
            # why questions were closed here lately (queries/closing.py)
            models.Index(
                fields=["community", "-closed_at"],
                name="q_closed_here",
                condition=Q(kind=1, closed_at__isnull=False),
            ),
            # a question's answers by votes, newest, oldest
            models.Index(fields=["question", "-score", "id"], name="answers_by_votes", condition=Q(kind=2)),
            models.Index(
                fields=["question", "created_at", "id"], name="answers_by_time", condition=Q(kind=2)
            ),
            # a profile: best and newest of each kind
            models.Index(
                fields=["author", "kind", "-score", "-id"],
                name="entries_best_of_author",
                condition=Q(deleted_at=None),
            ),
            models.Index(fields=["author", "kind", "-created_at", "-id"], name="entries_newest_of_author"),
        ]

    def __str__(self) -> str:
        return self.title or f"answer {self.pk}"

    def get_absolute_url(self) -> str:
        if self.is_question:
            return f"/questions/{self.pk}/{self.slug}"
        return f"/a/{self.pk}"

    @property
    def is_question(self) -> bool:
        return self.kind == Entry.Kind.QUESTION

    @property
    def question_pk(self) -> int:
        """The id of the question whose page shows this entry."""
        return self.pk if self.question_id is None else self.question_id

    @property
    def edited_by_then(self) -> datetime | None:
        """When it was edited last, at the latest: of an anonymous asker's edit only its full hour is written."""
        if self.edited_at is None or self.persona_id is None or self.edited_by_id is not None:
            return self.edited_at
        return self.edited_at + timedelta(hours=1)

    @property
    def is_deleted(self) -> bool:
        return self.deleted_at is not None

    @property
    def is_removed(self) -> bool:
        """Deleted as spam or abuse: it was locked in the moment in which it was deleted (actions/remove.py)."""
        return self.deleted_at is not None and self.locked_at == self.deleted_at

    @property
    def is_closed(self) -> bool:
        return self.closed_at is not None


class Question(Entry):
    objects: ClassVar[QuestionManager] = QuestionManager()

    class Meta:
        proxy = True


class Answer(Entry):
    objects: ClassVar[AnswerManager] = AnswerManager()

    class Meta:
        proxy = True
