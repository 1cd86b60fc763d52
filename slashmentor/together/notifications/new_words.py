"""Sentences for what news.py tells: what happened, in words and with an address. Everything people wrote is escaped."""

from collections.abc import Callable
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from markupsafe import Markup

from slashmentor.base.days import written
from slashmentor.commons.standing.privileges import Privilege
from slashmentor.together.badges.catalogue import badge_called
from slashmentor.together.routing.words import because

from . import mentoring
from .models import Kind, Notification

Said = tuple[str, str]  # a sentence with %(what)s, %(who)s …, and where it leads


def say(notification: Notification) -> tuple[Markup, str]:
    """The sentence of a notification that isn't about an answer or a comment, and its address."""
    pattern, address = _SAY[Kind(notification.kind)](notification)
    entry = notification.entry
    question = None if entry is None else (entry if entry.question is None else entry.question)
    return Markup(pattern) % {  # noqa: S704 - ours; Markup's % escapes what it puts in
        "what": Markup("<cite>%s</cite>") % (question.title if question is not None else ""),
        "who": Markup("<b>%s</b>") % (notification.by.shown_name if notification.by else _("Somebody")),
        "where": notification.community.name if notification.community else "",
        **{key: str(value) for key, value in notification.data.items()},
    }, address


def _at_entry(notification: Notification) -> str:
    return notification.entry.get_absolute_url() if notification.entry is not None else ""


def _plain(sentence: Callable[[], str]) -> Callable[[Notification], Said]:
    return lambda notification: (sentence(), _at_entry(notification))


def _deleted(notification: Notification) -> Said:
    data = notification.data
    if data.get("swept"):
        words = _(
            "Your question was put away, since it found no readers and no answer; you can bring it back"
        )
    elif data.get("question"):
        words = _("Your question was taken out of sight; you can still read it and see why")
    else:
        words = _("Your answer was taken out of sight; you can still read it and see why")
    return words, f"/a/{data.get('entry', 0)}"


def _suggested(notification: Notification) -> Said:
    question = notification.entry is not None and notification.entry.is_question
    words = (
        _("%(who)s suggests an edit of your question “%(what)s”")
        if question
        else _("%(who)s suggests an edit of your answer to “%(what)s”")
    )
    return words, f"/suggestions/{notification.data.get('suggestion', 0)}"


def _decided(notification: Notification) -> Said:
    words = {
        "approved": _("Your edit of “%(what)s” was taken over"),
        "overtaken": _("Somebody else edited “%(what)s” before your edit was looked at"),
    }.get(notification.data.get("became", ""), _("Your edit of “%(what)s” was not taken over this time"))
    return words, f"/suggestions/{notification.data.get('suggestion', 0)}"


def _bounty(notification: Notification) -> Said:
    if notification.data.get("about") == "won":
        return _("Your answer to “%(what)s” won a bounty of %(amount)s points"), _at_entry(notification)
    return _("%(who)s offers %(amount)s points for an answer to “%(what)s”"), _at_entry(notification)


def _bounty_ends(notification: Notification) -> Said:
    if notification.data.get("given_back"):
        # The question's page says why it was closed; why moderators cancelled a bounty stands among their decisions.
        why = "/settings/decisions" if notification.data.get("cancelled") else _at_entry(notification)
        return _("Your bounty on “%(what)s” ended early, and you have its %(amount)s points again"), why
    words = (
        _("Your bounty of %(amount)s points on “%(what)s” has ended")
        if notification.data.get("over")
        else _("Your bounty of %(amount)s points on “%(what)s” ends tomorrow; choose an answer if one helped")
    )
    return words, _at_entry(notification)


def _privilege(notification: Notification) -> Said:
    names = [
        Privilege(name).doing for name in notification.data.get("privileges", ()) if name in list(Privilege)
    ]
    words = ngettext(
        "Your reputation in %(where)s opens something new: %(opened)s",
        "Your reputation in %(where)s opens something new: %(opened)s",
        len(names),
    ).replace("%(opened)s", "; ".join(names).replace("%", "%%"))
    slug = notification.community.slug if notification.community else ""
    return words, f"/c/{slug}/privileges"


def _badge(notification: Notification) -> Said:
    badge = notification.data.get("badge", "")
    known = badge_called(badge)
    name = (notification.data.get("topic") or (known.title if known else badge)).replace("%", "%%")
    words = (
        _("You earned the badge %(name)s in %(where)s")
        if notification.community
        else _("You earned the badge %(name)s")
    ).replace("%(name)s", f"“{Markup.escape(name)}”")
    return words, f"/badges/{badge}"


def _flag(notification: Notification) -> Said:
    words = (
        _("What you flagged was dealt with. Thank you")
        if notification.data.get("yes")
        else _("What you flagged was looked at and left as it is")
    )
    return words, "/flags"


def _told(notification: Notification) -> Said:
    words = (
        _("A post of yours in %(where)s was locked; you can read why")
        if notification.data.get("about") == "post.locked"
        else _("Those who look after %(where)s wrote to you")
    )
    return words, "/settings/decisions"


def _suspension(notification: Notification) -> Said:
    data = notification.data
    if data.get("over"):
        return (
            _("Your suspension in %(where)s has been lifted")
            if notification.community
            else _("Your suspension has been lifted"),
            "",
        )
    day = written(date.fromisoformat(data["until"]))
    words = (
        _("Your account is suspended in %(where)s until %(day)s; you can read why, and appeal")
        if notification.community
        else _("Your account is suspended until %(day)s; you can read why, and appeal")
    )
    return words.replace("%(day)s", day.replace("%", "%%")), "/settings/decisions"


def _appeal(notification: Notification) -> Said:
    words = (
        _("Your appeal was heard: the decision was taken back")
        if notification.data.get("yes")
        else _("Your appeal was looked at, and the decision stays")
    )
    return words, "/settings/decisions"


def _topic(notification: Notification) -> Said:
    words = (
        _("What you suggested for the topic %(topic)s was taken over")
        if notification.data.get("yes")
        else _("What you suggested for the topic %(topic)s was not taken over this time")
    )
    return words, f"/topics/{notification.data.get('topic', '')}"


def _asked(notification: Notification) -> Said:
    """With the facts as they were then. A question that one answered once may be gone by now, so it isn't named."""
    why = str(because(notification.data.get("facts", ()), {})).replace("%", "%%")
    words = (
        _("You may be the right one for “%(what)s”. %(why)s")
        if why
        else _("You may be the right one for “%(what)s”")
    )
    return words.replace("%(why)s", why), _at_entry(notification)


_SAY: dict[Kind, Callable[[Notification], Said]] = {
    Kind.ASKED: _asked,
    Kind.INVITED: _plain(lambda: _("%(who)s thought of you for the question “%(what)s”")),
    Kind.ADVICE: _plain(lambda: _("Something would help your question “%(what)s” to be answered")),
    Kind.CLOSED: _plain(
        lambda: _("Your question “%(what)s” was closed for now; you can edit it and have it opened again")
    ),
    Kind.REOPENED: _plain(lambda: _("Your question “%(what)s” is open again")),
    Kind.MOVED: _plain(lambda: _("Your question “%(what)s” was moved to %(where)s, where it fits better")),
    Kind.DELETED: _deleted,
    Kind.NOTED: _plain(
        lambda: _("Readers missed something in what you wrote in “%(what)s”; only you see what")
    ),
    Kind.SUGGESTED: _suggested,
    Kind.DECIDED: _decided,
    Kind.BOUNTY: _bounty,
    Kind.BOUNTY_ENDS: _bounty_ends,
    Kind.ENDORSED: lambda _notification: (
        _("%(who)s said what your answer to “%(what)s” helped with"),
        "/endorsements",
    ),
    Kind.REQUESTED: mentoring.requested,
    Kind.REQUEST: mentoring.request,
    Kind.MENTORS: mentoring.mentors,
    Kind.OUTSIDE: mentoring.outside,
    Kind.GREETING: _plain(
        lambda: _("Somebody asks in %(where)s for the first time: “%(what)s”. A kind word helps")
    ),
    Kind.PRIVILEGE: _privilege,
    Kind.BADGE: _badge,
    Kind.FLAG: _flag,
    Kind.TOLD: _told,
    Kind.SUSPENSION: _suspension,
    Kind.APPEAL: _appeal,
    Kind.TOPIC: _topic,
    Kind.MERGED: lambda _notification: (
        _("The account @%(handle)s went into yours, with all it had"),
        "/settings",
    ),
    Kind.PERSONA: lambda _notification: (
        _("One of your anonymous questions has news"),
        "/questions/mine/anonymous",
    ),
}
