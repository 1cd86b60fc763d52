"""The words of mentoring that offers, requests and pages share (product.md: one vocabulary for all of it)."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Kind(TextChoices):
    """The eight kinds of help, in the order in which pages show them. A bit of `Listing.kinds` is a place in it."""

    DEVELOPMENT = "development", _("Professional development")
    OPPORTUNITIES = "opportunities", _("Opportunities and networks")
    SUPPORT = "support", _("Emotional support")
    COMMUNITY = "community", _("Community")
    ACCOUNTABILITY = "accountability", _("Accountability")
    SPONSORSHIP = "sponsorship", _("Sponsorship")
    ROLE_MODEL = "role_model", _("Role model")
    SAFE_SPACE = "safe_space", _("Safe space")


# What each means, for whoever chooses among them.
MEANS = {
    Kind.DEVELOPMENT: _("Skills, drafts, talks, decisions: getting better at the work"),
    Kind.OPPORTUNITIES: _("Who to write to, where to apply, whom you should meet"),
    Kind.SUPPORT: _("Listening in bad weeks, and celebrating the good ones"),
    Kind.COMMUNITY: _("People to think with: a reading group, a seminar, a lunch"),
    Kind.ACCOUNTABILITY: _("A regular word on what you promised yourself"),
    Kind.SPONSORSHIP: _("Speaking up for you where you are not in the room"),
    Kind.ROLE_MODEL: _("Having been there, and telling how it really went"),
    Kind.SAFE_SPACE: _("What is said stays between us, and nothing is a stupid question"),
}


class Channel(TextChoices):
    """How one talks. A bit of `Listing.channels` is a place in this order; each has an icon of its name."""

    MESSAGES = "messages", _("Messages here")
    EMAIL = "email", _("E-mail")
    VIDEO = "video", _("Video")
    PHONE = "phone", _("Phone")
    IN_PERSON = "in_person", _("In person")


class State(TextChoices):
    """Whether there is room: what a page says first, and what a directory may never get wrong."""

    OPEN = "open", _("Open")
    WAITING = "waiting", _("Waiting list")
    FULL = "full", _("Full")
    AWAY = "away", _("Away")
    PAUSED = "paused", _("Paused")
    ENDED = "ended", _("Ended")
    DRAFT = "draft", _("Draft")
    UNKNOWN = "unknown", _("Not said")  # pages elsewhere needn't say


class Who(TextChoices):
    """Who may write to a mentor."""

    ANYBODY = "anybody", _("Anybody, with or without an account here")
    MEMBERS = "members", _("Members of this instance")


def bits(order: type[TextChoices], chosen: object) -> int:
    """These values of one of the lists above as one number: the bit of a value is its place in the list."""
    wanted = set(chosen if isinstance(chosen, list | tuple | set | frozenset) else ())
    return sum(1 << place for place, value in enumerate(order.values) if value in wanted)


def values_of(order: type[TextChoices], number: int) -> list[str]:
    """The other way round, in the list's order."""
    return [value for place, value in enumerate(order.values) if number >> place & 1]
