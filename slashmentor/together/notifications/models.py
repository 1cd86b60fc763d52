from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class Kind(models.TextChoices):
    """Why a member hears of something, the strongest reason first: they hear of each happening once."""

    ANSWER = "answer", _("an answer to my question")
    ACCEPT = "accept", _("my answer was accepted")
    COMMENT = "comment", _("a comment on what I wrote")
    EDIT = "edit", _("somebody edited what I wrote")
    REPLY = "reply", _("an answer to my comment")
    MENTION = "mention", _("somebody mentioned me")
    FOLLOW = "follow", _("an answer to a question that I follow")
    # The rest comes from news.py: nobody hears two of them for one happening.
    ASKED = "asked", _("a question that I may be the right one for")
    INVITED = "invited", _("somebody thought of me for a question")
    ADVICE = "advice", _("what would help my question")
    CLOSED = "closed", _("my question was closed")
    REOPENED = "reopened", _("my question was opened again")
    MOVED = "moved", _("my question was moved")
    DELETED = "deleted", _("what I wrote was taken out of sight")
    NOTED = "noted", _("what readers missed in what I wrote")
    SUGGESTED = "suggested", _("somebody suggests an edit of what I wrote")
    DECIDED = "decided", _("what became of an edit that I suggested")
    BOUNTY = "bounty", _("a bounty on my question, or won by my answer")
    BOUNTY_ENDS = "bounty_ends", _("a bounty of mine ends")
    ENDORSED = "endorsed", _("what somebody says that my answer helped with")
    REQUESTED = "requested", _("somebody asks me to be their mentor")
    REQUEST = "request", _("what became of a request of mine")
    MENTORS = "mentors", _("mentors came who fit what I look for")
    OUTSIDE = "outside", _("what became of my mentor page elsewhere")
    GREETING = "greeting", _("somebody asks here for the first time")
    PRIVILEGE = "privilege", _("my reputation opens something new")
    BADGE = "badge", _("a badge")
    FLAG = "flag", _("what became of something I flagged")
    TOLD = "told", _("a word from the moderators")
    SUSPENSION = "suspension", _("a suspension of my account")
    APPEAL = "appeal", _("the answer to my appeal")
    TOPIC = "topic", _("what became of what I suggested for a topic")
    MERGED = "merged", _("an account went into mine")
    PERSONA = "persona", _("news of a question that I asked anonymously")  # by personas.py alone


class NotificationQuerySet(models.QuerySet["Notification"]):
    def unseen(self) -> Self:
        return self.filter(seen_at=None)

    def with_all_it_shows(self) -> Self:
        """Everything that words.py asks for, in one query."""
        return self.select_related("by", "entry", "entry__question", "comment", "community")


class Notification(models.Model):
    """One thing that a member should hear of. `member.unread` counts those not seen yet, exactly.

    It holds no words of its own: what it tells is read from the entry when it is shown, so that nothing stays
    here of what was deleted.
    """

    member = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="notifications"
    )
    kind = models.CharField(max_length=24, choices=Kind)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    # What it is about, where that is a post; what else its words need stands in `data`, as ids and keys only.
    entry = models.ForeignKey("questions.Entry", null=True, on_delete=models.CASCADE, related_name="+")
    community = models.ForeignKey(
        "communities.Community", null=True, on_delete=models.CASCADE, related_name="+"
    )
    data = models.JSONField(default=dict, blank=True)
    comment = models.ForeignKey("questions.Comment", null=True, on_delete=models.CASCADE, related_name="+")
    happening = models.ForeignKey(
        "happenings.Happening", null=True, on_delete=models.SET_NULL, related_name="+"
    )
    at = models.DateTimeField()
    seen_at = models.DateTimeField(null=True)
    mailed_at = models.DateTimeField(null=True)  # when a letter about it was begun (mailing.py)

    objects = NotificationQuerySet.as_manager()

    class Meta:
        constraints = [
            # however often its listener is called
            models.UniqueConstraint(fields=["member", "happening"], name="notified_once"),
        ]
        indexes = [
            # /notifications, newest first, keyset by id
            models.Index(fields=["member", "-id"], name="notification_newest"),
            # what a member hasn't seen (to count it, to mark it), and of that what letters still have to tell
            models.Index(
                fields=["member", "mailed_at"], name="notification_unseen", condition=Q(seen_at=None)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} for {self.member}"


class ByMail(models.TextChoices):
    NEVER = "never", _("No e-mail")
    AT_ONCE = "at_once", _("At once")
    DAILY = "daily", _("Once a day, together")


class MailPreference(models.Model):
    """How a member wants to hear by e-mail; without a row, once a day."""

    member = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="mail_preference"
    )
    by_mail = models.CharField(_("e-mail"), max_length=8, choices=ByMail, default=ByMail.DAILY)
    digest_sent_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.member}: {self.by_mail}"
