"""What of a mentor page can be said beyond its first lines: sections that open, each with a word on what it says now."""

from collections.abc import Callable
from typing import Any, NamedTuple

from django.utils.dates import WEEKDAYS
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from slashmentor.commons.people.models import Stage

from .actions import Said
from .sheet import Sheet
from .words import Who


class Section(NamedTuple):
    name: str
    title: str | Promise
    line: str  # what it says now
    is_wrong: bool
    is_open: bool


def sections_of(sheet: Sheet) -> list[Section]:
    """All of them, open where something is wrong, or where a text to begin with put something that should be read."""
    found = []
    for name, title, fields, line in _SECTIONS:
        is_wrong = sheet.wrong(*fields)
        found.append(Section(name, title, line(sheet.filled), is_wrong, is_wrong or _is_begun(sheet, fields)))
    return found


def _is_begun(sheet: Sheet, fields: tuple[str, ...]) -> bool:
    filled: Any = sheet.filled
    kept: Any = sheet.kept
    return any(filled[name] != kept[name] for name in fields)


def _helps(said: Said) -> str:
    number = len(said["kinds"])
    if number:
        return ngettext(
            "%(number)s of the eight kinds of help", "%(number)s of the eight kinds of help", number
        ) % {"number": number}
    return _("In your own words") if said["helps"] else _("The eight kinds of help, and your own words")


def _whom(said: Said) -> str:
    whom = [str(stage.label) for stage in Stage if stage.value in said["stages"]] or [_("Anybody")]
    return ", ".join([*whom, *said["fields"], *([_("peers")] if said["as_peer"] else [])])


def _much(said: Said) -> str:
    places = ngettext("%(number)s mentee at once", "%(number)s mentees at once", said["places"])
    hours = ngettext("%(number)s hour a month", "%(number)s hours a month", said["hours_a_month"])
    return f"{places % {'number': said['places']}}, {hours % {'number': said['hours_a_month']}}"


def _when(said: Said) -> str:
    days = dict.fromkeys(str(WEEKDAYS[span[0]]) for span in said["hours"])
    return ", ".join(days) or _("The hours of your week, if you like")


def _lived(said: Said) -> str:
    parts = {
        "lived": _("what you went through"),
        "loves": _("questions you love"),
        "declines": _("what you don’t do"),
    }
    texts: Any = said
    found = [words for name, words in parts.items() if texts[name]] or list(parts.values())
    return _sentence(", ".join(found))


def _seeks(said: Said) -> str:
    return ", ".join(said["seeks_topics"]) or (
        _("In your own words") if said["seeks"] else _("The best invitations run both ways")
    )


def _seen(said: Said) -> str:
    who = _("anybody may write") if said["who"] == Who.ANYBODY else _("members may write")
    return _sentence(f"{who}, {_('listed') if said['listed'] else _('not listed')}")


def _sentence(words: str) -> str:
    return words[:1].upper() + words[1:]


_SECTIONS: tuple[tuple[str, str | Promise, tuple[str, ...], Callable[[Said], str]], ...] = (
    ("help", gettext_lazy("What you can help with"), ("helps", "kinds"), _helps),
    ("whom", gettext_lazy("For whom"), ("stages", "fields", "as_peer"), _whom),
    (
        "much",
        gettext_lazy("How much"),
        ("places", "elsewhere", "hours_a_month", "answers_in", "pace", "until", "keeps_list"),
        _much,
    ),
    ("when", gettext_lazy("When"), ("hours",), _when),
    ("lived", gettext_lazy("More of you"), ("lived", "loves", "declines"), _lived),
    ("seeks", gettext_lazy("What you’d like help with yourself"), ("seeks", "seeks_topics"), _seeks),
    (
        "seen",
        gettext_lazy("Who sees it, who may write"),
        ("who", "listed", "shared", "indexable", "trainable"),
        _seen,
    ),
)
