"""What a notification says, as a sentence, and where it leads. Everything that people wrote is escaped."""

from dataclasses import dataclass

from django.utils.text import Truncator
from django.utils.translation import gettext as _
from markupsafe import Markup

from slashmentor.parts.questions import rules

from .models import Kind, Notification

EXCERPT = 200


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
    return Words(_sentence(notification), _excerpt(notification), _address(notification))


def is_there(notification: Notification) -> bool:
    """Whether everybody can still see what it is about. Asks no query when `with_all_it_shows` was used."""
    if notification.comment is not None and notification.comment.deleted_at is not None:
        return False
    return bool(rules.is_here.test(None, notification.entry))


def _sentence(notification: Notification) -> Markup:
    entry = notification.entry
    question = entry if entry.question is None else entry.question
    place = "comment" if notification.comment_id else "question" if entry.is_question else "answer"
    who = notification.by.shown_name if notification.by else _("Somebody")
    # Markup's % escapes what it puts in.
    return Markup(_pattern(Kind(notification.kind), place, about_question=entry.is_question)) % {  # noqa: S704
        "who": Markup("<b>%s</b>") % who,
        "what": Markup("<cite>%s</cite>") % question.title,
    }


def _pattern(kind: Kind, place: str, *, about_question: bool) -> str:
    match kind, place:
        case Kind.ANSWER, _place:
            return _("%(who)s answered your question “%(what)s”")
        case Kind.FOLLOW, _place:
            return _("%(who)s answered “%(what)s”, which you follow")
        case Kind.ACCEPT, _place:
            return _("%(who)s accepted your answer to “%(what)s”")
        case Kind.COMMENT, _place if about_question:
            return _("%(who)s commented on your question “%(what)s”")
        case Kind.COMMENT, _place:
            return _("%(who)s commented on your answer to “%(what)s”")
        case Kind.REPLY, _place:
            return _("%(who)s replied to you in a comment on “%(what)s”")
        case Kind.EDIT, "question":
            return _("%(who)s edited your question “%(what)s”")
        case Kind.EDIT, _place:
            return _("%(who)s edited your answer to “%(what)s”")
        case Kind.MENTION, "question":
            return _("%(who)s mentioned you in the question “%(what)s”")
        case Kind.MENTION, "answer":
            return _("%(who)s mentioned you in an answer to “%(what)s”")
    return _("%(who)s mentioned you in a comment on “%(what)s”")


def _excerpt(notification: Notification) -> str:
    if notification.comment is not None:
        text = Markup(notification.comment.body_html).striptags()  # noqa: S704 - only its text is taken
        return Truncator(" ".join(text.split())).chars(EXCERPT)
    if notification.kind in {Kind.ACCEPT, Kind.EDIT}:
        return ""  # their own words, which they know
    return notification.entry.excerpt


def _address(notification: Notification) -> str:
    entry = notification.entry
    if notification.comment_id is not None:
        question = entry if entry.question is None else entry.question
        return f"{question.get_absolute_url()}#c{notification.comment_id}"
    return entry.get_absolute_url()
