"""What may be said on a mentor page: tidied, and checked against lengths, choices and numbers."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypedDict

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from slashmentor.base.errors import Invalid
from slashmentor.base.text.characters import tidy
from slashmentor.commons.people.languages import OWN_NAMES
from slashmentor.commons.people.models import Stage
from slashmentor.commons.topics.expertise.actions import tidy_name
from slashmentor.commons.topics.models import Topic
from slashmentor.commons.topics.queries import meant_by

from ..models import Offer
from ..models.offer import ANSWERS_IN, HOURS_A_MONTH, PIECES, PLACES
from ..week import Span
from ..words import Channel, Kind, Who

MOST_TOPICS = 12  # in each role
MOST_HOURS = 28  # spans a week
MOST_LANGUAGES = 8
LONGEST = {
    "lede": 500,
    **dict.fromkeys(PIECES, 3000),
    "pace": 160,
}
LONGEST_KIND = 120


class Said(TypedDict, total=False):
    """What of a page is to be said anew; what is absent stays as it is."""

    lede: str
    helps: str
    lived: str
    loves: str
    declines: str
    seeks: str
    pace: str
    stages: Sequence[str]
    as_peer: bool
    channels: Sequence[str]
    languages: Sequence[str]
    places: int
    hours_a_month: int
    until: Any  # a date, or None
    answers_in: int
    who: str
    keeps_list: bool
    elsewhere: int
    listed: bool
    shared: bool
    indexable: bool
    trainable: bool
    kinds: Mapping[str, str]  # kind: own words on it, "" for none
    gives: Sequence[str]  # topics' names, in their order
    seeks_topics: Sequence[str]
    fields: Sequence[str]
    hours: Sequence[Span]  # by the clock of the member's time zone


TOPICS = ("gives", "seeks_topics", "fields")


def tidied(said: Said) -> Said:
    """Texts without what deceives, lines of one line, lists without doubles, topics by the names that are meant."""
    out: Any = {name: _TIDY.get(name, _as_it_is)(value) for name, value in said.items()}
    return out  # type: ignore[no-any-return]


def _as_it_is(value: Any) -> Any:
    return value


def _text(text: Any) -> str:
    return tidy(str(text)).strip()


def _line(text: Any) -> str:
    return " ".join(tidy(str(text)).split())


def _once(values: Any) -> list[str]:
    return list(dict.fromkeys(values))


def _topics(names: Any) -> list[str]:
    named = _once(tidy_name(tidy(name)) for name in names if name.strip())
    meant = meant_by(named)
    return _once(meant.get(name, name) for name in named)


_TIDY: dict[str, Callable[[Any], Any]] = {
    **dict.fromkeys(("lede", *PIECES), _text),
    "pace": _line,
    "kinds": lambda kinds: {kind: _line(words) for kind, words in kinds.items()},
    **dict.fromkeys(TOPICS, _topics),
    **dict.fromkeys(("stages", "channels", "languages"), _once),
    "hours": lambda spans: [Span(*span) for span in spans],
}


def check(offer: Offer, said: Said) -> None:
    """Raises Invalid, by field."""
    asked: dict[str, str] = {
        **{name: _too_long(str(said.get(name, "")), most) for name, most in LONGEST.items()},
        **{name: _unknown(said.get(name, ()), known) for name, known in _CHOICES.items()},
        **{name: _not_among(said.get(name), fits) for name, fits in _NUMBERS.items()},
        **{name: _wrong_topics(said.get(name, ())) for name in TOPICS},  # type: ignore[arg-type]
        "hours": _wrong_hours(said.get("hours", ())),
    }
    asked["who"] = _unknown([said.get("who", Who.ANYBODY)], set(Who.values))
    asked["kinds"] = asked["kinds"] or _wrong_kinds(said.get("kinds", {}))
    asked["languages"] = asked["languages"] or _too_many_languages(said.get("languages", ()))
    errors = {name: sentence for name, sentence in asked.items() if sentence}
    if not errors:
        errors = _fewer_than_taken(offer, said)
    if errors:
        raise Invalid(errors)


_CHOICES = {
    "stages": set(Stage.values),
    "channels": set(Channel.values),
    "languages": set(OWN_NAMES),
    "kinds": set(Kind.values),
}
_NUMBERS = {
    "places": PLACES,
    "hours_a_month": HOURS_A_MONTH,
    "answers_in": ANSWERS_IN,
    "elsewhere": range(PLACES.stop),
}


def _too_long(text: str, most: int) -> str:
    if len(text) <= most:
        return ""
    return _("That is more than fits here: %(now)s characters of at most %(most)s.") % {
        "now": len(text),
        "most": most,
    }


def _unknown(values: Any, known: set[str]) -> str:
    return "" if set(values) <= known else _("Please choose among those that are there.")


def _not_among(value: Any, fits: range) -> str:
    if value is None or value in fits:
        return ""
    return _("A number from %(least)s to %(most)s.") % {"least": fits.start, "most": fits.stop - 1}


def _wrong_kinds(kinds: Mapping[str, str]) -> str:
    if all(len(words) <= LONGEST_KIND for words in kinds.values()):
        return ""
    return _("At most %(most)s characters on each kind of help.") % {"most": LONGEST_KIND}


def _too_many_languages(codes: Sequence[str]) -> str:
    if len(codes) <= MOST_LANGUAGES:
        return ""
    return _("At most %(most)s languages, please.") % {"most": MOST_LANGUAGES}


def _fewer_than_taken(offer: Offer, said: Said) -> dict[str, str]:
    """Mentees whom one has are kept: places can't be fewer."""
    have = offer.taken + said.get("elsewhere", offer.elsewhere)
    if said.get("places", offer.places) >= have:
        return {}
    return {
        "places": _(
            "You have %(have)s mentees now, and keep them. Places can’t be fewer; to take nobody new, pause your page."
        )
        % {"have": have}
    }


def _wrong_topics(names: Sequence[str]) -> str:
    if len(names) > MOST_TOPICS:
        return _("At most %(most)s topics, so that each says something. You have %(number)s.") % {
            "most": MOST_TOPICS,
            "number": len(names),
        }
    for name in names:
        try:
            Topic._meta.get_field("name").clean(name, None)
        except ValidationError as error:
            return f"{name[:40]}: {' '.join(error.messages)}"
    return ""


def _wrong_hours(spans: Sequence[Span]) -> str:
    if len(spans) > MOST_HOURS:
        return _("At most %(most)s times in a week, please.") % {"most": MOST_HOURS}
    if any(not (0 <= one.weekday <= 6 and 0 <= one.begins < one.ends <= 1440) for one in spans):
        return _("A time ends after it begins, on the same day, like 17:00 to 18:30.")
    return ""
