from collections.abc import Mapping
from datetime import datetime
from math import isfinite

from django.db import transaction
from django.utils.translation import gettext as _

from slashmentor.base.errors import Invalid, Refused
from slashmentor.base.permissions import allow
from slashmentor.base.text.render import render
from slashmentor.commons.happenings import happened
from slashmentor.commons.people.models import Member

from .. import looks, rules
from ..models import Community
from ..numbers import Number, subjects
from .opening import check

_OWN = ("name", "tagline", "about", "accent", "icon", "shows_reputation", "is_grown")


def settle_community(
    community: Community,
    *,
    name: str,
    tagline: str,
    about: str,
    accent: str,
    icon: str,
    shows_reputation: bool,
    is_grown: bool,
    numbers: Mapping[str, float | None],
    by: Member,
    now: datetime,
) -> Community:
    """Change what a community says, how it looks and what it lives by. Returns it anew.

    `numbers` by name; None, or what is usual (in a new or grown one, as it then is), goes back to the default, and
    those that aren't named stay. Nothing changed: nothing happens. What did is in the happening, for the public log.

    Raises Refused for those who don't look after it, Invalid with a sentence for each field or number that can't be.
    """
    with transaction.atomic():
        found = Community.objects.select_for_update(no_key=True).get(pk=community.pk)
        allow(rules.can_settle, by, found, or_say=_("Only its moderators can change this community."))
        _refuse_suspended(found, by, now)
        before = {field: getattr(found, field) for field in _OWN} | {"numbers": dict(found.numbers)}
        found.name, found.tagline, found.about = name, tagline, about
        found.accent, found.icon = accent.lower(), icon
        found.shows_reputation, found.is_grown = shows_reputation, is_grown
        found.numbers = _checked(before["numbers"] | dict(numbers), is_grown=is_grown)
        _check_look(found)
        check(found)
        changed = _changed(before, found)
        if changed:
            found.about_html = render(about).html
            found.save(update_fields=[*_OWN, "about_html", "numbers"])
            happened("community.settled", by=by, about=found, now=now, changed=changed)
    return found


def _refuse_suspended(community: Community, by: Member, now: datetime) -> None:
    """As `standing.privileges.require_active` says it, which stands above communities and can't be asked here."""
    here = by.standings.filter(community=community, suspended_until__gt=now).exists()
    if here or (by.suspended_until is not None and now < by.suspended_until):
        raise Refused(_("Your account is suspended for now, so you can’t change this community."))


def _checked(numbers: Mapping[str, float | None], *, is_grown: bool) -> dict[str, float]:
    """Those that differ from what is usual; Invalid with a sentence for each that can't be."""
    known = {number.name: number for each in subjects() for number in each.numbers}
    kept: dict[str, float] = {}
    errors: dict[str, str] = {}
    for name, value in numbers.items():
        number = known.get(name)
        if number is None or value is None or value == number.usual(is_grown=is_grown):
            continue
        if wrong := _wrong(number, value):
            errors[name] = wrong
        kept[name] = int(value) if isfinite(value) and value == int(value) else value
    if kept.get("bounty.least", 0) > kept.get("bounty.most", known["bounty.most"].default):
        errors["bounty.least"] = _("A bounty can’t be at least more than it is at most.")
    if errors:
        raise Invalid(errors)
    return kept


def _wrong(number: Number, value: float) -> str:
    """Why a number can't be so; "" when it can."""
    if not isfinite(value) or not number.least <= value <= number.most:
        return _("It has to be between %(least)s and %(most)s.") % {
            "least": f"{number.least:n}",
            "most": f"{number.most:n}",
        }
    if isinstance(number.default, int) and value != int(value):
        return _("It has to be a whole number.")
    return ""


def _check_look(community: Community) -> None:
    errors: dict[str, str] = {}
    if community.accent and not looks.is_colour(community.accent):
        errors["accent"] = _("A colour looks like #7a1d54.")
    elif community.accent and not looks.holds(community.accent):
        errors["accent"] = _(
            "On paper this colour would be hard to read, and so would white on it. Please choose a darker one."
        )
    if community.icon and community.icon not in looks.SIGNS:
        errors["icon"] = _("There is no such sign.")
    if errors:
        raise Invalid(errors)


def _changed(before: Mapping[str, object], community: Community) -> list[str]:
    """The names of what is different now: fields, then numbers."""
    fields = [field for field in _OWN if before[field] != getattr(community, field)]
    had = before["numbers"]
    assert isinstance(had, dict)
    names = sorted({*had, *community.numbers})
    return fields + [name for name in names if had.get(name) != community.numbers.get(name)]
