"""How dates and figures are written on pages."""

from datetime import UTC, date, datetime
from functools import lru_cache

from django.utils import formats, translation
from markupsafe import Markup

from slashmentor.base.days import written


def when(moment: datetime | None) -> Markup:
    """A moment as `<time>` with the day as its text.

    The script `times.js` turns the text into "40 minutes ago". The server never writes that, because a page
    that was kept for a minute would lie.
    """
    if moment is None:
        return Markup("")
    moment = moment.astimezone(UTC)
    day_of, language = moment.date(), translation.get_language()
    # Not Markup.format, which costs ten times as much: a list shows fifty of these.
    return Markup(  # noqa: S704  dates only
        f'<time datetime="{moment:%Y-%m-%dT%H:%M:%SZ}" title="{_long(day_of, language)}, {moment:%H:%M} UTC" data-ago>'
        f"{_short(day_of, language)}</time>"
    )


def day(moment: datetime | date | None) -> Markup:
    """A day as `<time>` that stays a day: for stamps and for what was long ago."""
    if moment is None:
        return Markup("")
    if isinstance(moment, datetime):
        moment = moment.astimezone(UTC).date()
    return Markup('<time datetime="{}">{}</time>').format(
        moment.isoformat(), _short(moment, translation.get_language())
    )


def number(value: float | None) -> str:
    """A figure with the grouping of the reader's language: 12,345."""
    if value is None:
        return ""
    if isinstance(value, int) and -1000 < value < 1000:
        return str(value)
    return formats.number_format(value, force_grouping=True)


# A list shows a day fifty times, and Django's formatting costs 15 µs each.
@lru_cache(maxsize=4096)
def _short(value: date, _language: str | None) -> str:
    return formats.date_format(value, "j M Y")


@lru_cache(maxsize=4096)
def _long(value: date, _language: str | None) -> str:
    return written(value)
