from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from slashmentor.base.errors import Invalid
from slashmentor.base.text.characters import tidy
from slashmentor.commons.happenings import happened
from slashmentor.commons.people.models import Member

from ..models import Decision

REASON = range(5, 301)
WORDS = 2000


def record(
    verb: str,
    *,
    about: Any = None,
    member: Member | None = None,
    community_id: int | None,
    reason: str,
    words: str = "",
    by: Member | None,
    now: datetime,
) -> Decision:
    """Write down what was decided: a redacted line of the public log. Part of the caller's transaction.

    `member` is whom it concerns, and who may appeal; `words` are for them alone.
    """
    decision = Decision.objects.create(
        verb=verb,
        about_kind=about._meta.label_lower if about is not None else "",
        about_id=about.pk if about is not None else None,
        community_id=community_id,
        member=member,
        by=by,
        reason=reason[: REASON.stop - 1],
        words=words,
        at=now,
    )
    happened("decision.made", by=by, about=decision, now=now)
    return decision


def checked_reason(reason: str, errors: dict[str, str]) -> str:
    """The public reason as it is kept."""
    reason = " ".join(tidy(reason).split())
    if len(reason) < REASON.start:
        errors["reason"] = _(
            "Please give a reason in a few words. It stands in the public log, without names."
        )
    elif len(reason) >= REASON.stop:
        errors["reason"] = _("The reason has at most %(most)s characters; this one has %(now)s.") % {
            "most": REASON.stop - 1,
            "now": len(reason),
        }
    return reason


def checked_words(
    words: str, errors: dict[str, str], *, least: int = 0, most: int = WORDS, field: str = "words"
) -> str:
    """Somebody's words as they are kept."""
    words = tidy(words).strip()
    if len(words) < least:
        errors[field] = _("Please say a little more: at least %(least)s characters.") % {"least": least}
    elif len(words) > most:
        errors[field] = _("That is more than fits here: %(now)s characters of at most %(most)s.") % {
            "now": len(words),
            "most": most,
        }
    return words


def refuse(errors: dict[str, str]) -> None:
    """Raise Invalid when there is any error."""
    if errors:
        raise Invalid(errors)
