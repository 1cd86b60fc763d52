"""What one writes to a mentor: tidied, and checked against lengths and what is offered."""

import re
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from slashmentor.base.errors import Invalid
from slashmentor.base.text.characters import tidy
from slashmentor.parts.mentors.models import Offer

from ..numbers import LENGTH, NAME, TIME, WHY

_INVISIBLE = re.compile(r"[\s\u00ad\u200b-\u200f\u2060\u3164\ufeff]+")


@dataclass(frozen=True)
class Said:
    """The words of a request."""

    asks: str
    why: str = ""
    time: str = ""
    kind: str = ""


def checked(offer: Offer, said: Said) -> Said:
    """The words as they are kept. Raises Invalid by field."""
    asks, why = tidy(said.asks).strip(), tidy(said.why).strip()
    time = " ".join(tidy(said.time).split())
    errors: dict[str, str] = {}
    if len(_INVISIBLE.sub(" ", asks)) < LENGTH.start:
        errors["asks"] = _(
            "Please say a little more: at least %(least)s characters, so that it can be answered well. It has %(now)s now."
        ) % {"least": LENGTH.start, "now": len(_INVISIBLE.sub(" ", asks))}
    for name, text, most in (("asks", asks, LENGTH.stop - 1), ("why", why, WHY), ("time", time, TIME)):
        if len(text) > most:
            errors[name] = _("That is more than fits here: %(now)s characters of at most %(most)s.") % {
                "now": len(text),
                "most": most,
            }
    if said.kind and said.kind not in offer.kinds.values_list("kind", flat=True):
        errors["kind"] = _("Please choose among those that are offered.")
    if errors:
        raise Invalid(errors)
    return Said(asks, why, time, said.kind)


def checked_person(name: str, email: str) -> tuple[str, str]:
    """Name and e-mail address of whoever has no account, as they are kept. Raises Invalid by field."""
    name, email = " ".join(tidy(name).split()), tidy(email).strip().lower()
    errors: dict[str, str] = {}
    if len(_INVISIBLE.sub("", name)) < NAME.start or len(name) >= NAME.stop:
        errors["name"] = _("Please give a name, of at most %(most)s characters.") % {"most": NAME.stop - 1}
    try:
        validate_email(email)
        fits = len(email) <= 254
    except ValidationError:
        fits = False
    if not fits:
        errors["email"] = _("That doesn’t look like an e-mail address, like ada@example.org.")
    if errors:
        raise Invalid(errors)
    return name, email
