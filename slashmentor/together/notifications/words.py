"""What a notification says, as a sentence, and where it leads. Everything that people wrote is escaped."""

from dataclasses import dataclass

from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _later
from markupsafe import Markup

from slashmentor.parts.questions import rules
from slashmentor.parts.questions.models import Entry

from .models import Kind, Notification
from .new_words import say

EXCERPT = 200

_EITHER = {
    Kind.ANSWER: _later("%(who)s answered your question “%(what)s”"),
    Kind.FOLLOW: _later("%(who)s answered “%(what)s”, which you follow"),
    Kind.ACCEPT: _later("%(who)s accepted your answer to “%(what)s”"),
    Kind.REPLY: _later("%(who)s replied to you in a comment on “%(what)s”"),
}
_PATTERNS = {
    **{(kind, place): text for kind, text in _EITHER.items() for place in ("question", "answer")},
    (Kind.COMMENT, "question"): _later("%(who)s commented on your question “%(what)s”"),
    (Kind.COMMENT, "answer"): _later("%(who)s commented on your answer to “%(what)s”"),
    (Kind.EDIT, "question"): _later("%(who)s edited your question “%(what)s”"),
    (Kind.EDIT, "answer"): _later("%(who)s edited your answer to “%(what)s”"),
    (Kind.MENTION, "question"): _later("%(who)s mentioned you in the question “%(what)s”"),
    (Kind.MENTION, "answer"): _later("%(who)s mentioned you in an answer to “%(what)s”"),
    (Kind.MENTION, "comment"): _later("%(who)s mentioned you in a comment on “%(what)s”"),
}


# The others are said by new_words.py.
_TOLD_HERE = {kind for kind, _place in _PATTERNS}


@dataclass(frozen=True)
class Words:
    """A notification as its reader meets it: markup for pages, `plain()` for letters."""

    sentence: Markup
    excerpt: str
    address: str  # "" when there is nothing (any more) to go to

    def plain(self) -> str:
        return " ".join(self.sentence.striptags().split())


def words_of(notification: Notification) -> Words:
    """Its words now. Of what is deleted or hidden by now they say nothing, not even whose it was."""
    if not is_there(notification):
        return Words(Markup.escape(_("What this was about has been deleted since.")), "", "")
    if notification.kind not in _TOLD_HERE:
        sentence, address = say(notification)
        return Words(sentence, "", address)
    return Words(_sentence(notification), _excerpt(notification), _address(notification))


def is_there(notification: Notification) -> bool:
    """Whether everybody can still see what it is about. Asks no query when `with_all_it_shows` was used."""
    if notification.comment is not None and notification.comment.deleted_at is not None:
        return False
    return notification.entry is None or bool(rules.is_here.test(None, notification.entry))


def _sentence(notification: Notification) -> Markup:
    entry = notification.entry
    assert entry is not None
    question = entry if entry.question is None else entry.question
    kind = Kind(notification.kind)
    place = "question" if entry.is_question else "answer"
    if kind == Kind.MENTION and notification.comment_id is not None:
        place = "comment"
    who = notification.by.shown_name if notification.by else _persona(notification, question) or _("Somebody")
    # Markup's % escapes what it puts in.
    return Markup(str(_PATTERNS[kind, place])) % {  # noqa: S704
        "who": Markup("<b>%s</b>") % who,
        "what": Markup("<cite>%s</cite>") % question.title,
    }


def _persona(notification: Notification, question: Entry) -> str:
    """The name of the anonymous asker, whose deeds on their question have no other."""
    if notification.comment is not None:
        return notification.comment.author_name if notification.comment.persona_id is not None else ""
    return (
        question.author_name if question.persona_id is not None and notification.kind == Kind.ACCEPT else ""
    )


def _excerpt(notification: Notification) -> str:
    if notification.comment is not None:
        text = Markup(notification.comment.body_html).striptags()  # noqa: S704 - only its text is taken
        return Truncator(" ".join(text.split())).chars(EXCERPT)
    if notification.kind in {Kind.ACCEPT, Kind.EDIT}:
        return ""  # their own words, which they know
    return notification.entry.excerpt if notification.entry is not None else ""


def _address(notification: Notification) -> str:
    entry = notification.entry
    assert entry is not None
    if notification.comment_id is not None:
        question = entry if entry.question is None else entry.question
        return f"{question.get_absolute_url()}#c{notification.comment_id}"
    return entry.get_absolute_url()
