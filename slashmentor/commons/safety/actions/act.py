from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from slashmentor.base.errors import Invalid
from slashmentor.commons.people.models import Member

from ..flaggable import About, of
from ..gates import require_moderator, require_no_tie
from ..models import Decision, Flag
from .record import checked_reason, checked_words, record, refuse
from .settle import settle

# A post deleted as spam or abuse, which costs its author points (rules.md, "Reputation").
REMOVED = "post.removed"


def act(thing: Any, what: str, *, by: Member, reason: str, words: str = "", now: datetime) -> Decision:
    """Do with a thing what its app says moderators can do (`post.deleted` …), or delete it as spam or abuse (REMOVED).

    The decision gives the reason, and open flags on the thing are thereby helpful. `words` are for its author alone.
    Raises Refused, or Invalid for what, reason and words.
    """
    errors: dict[str, str] = {}
    reason = checked_reason(reason, errors)
    words = checked_words(words, errors)
    with transaction.atomic():
        thing, about = _decided_by(thing, by, now)
        acts = {one.name: one.do for one in of(thing).acts(thing) if one.do is not None}
        do = acts.get(what)
        if do is None and what != REMOVED:
            errors["what"] = _("Please choose what to do.")
        refuse(errors)
        if do is None:
            of(thing).remove(thing, now=now)
        else:
            do(thing, by=by, reason=reason, now=now)
        decision = record(
            what,
            about=thing,
            member=about.author,
            community_id=about.community_id,
            reason=reason,
            words=words,
            by=by,
            now=now,
        )
        open_ones = Flag.objects.filter(
            about_kind=thing._meta.label_lower, about_id=thing.pk, decided_at=None
        )
        settle(open_ones, outcome=Flag.Outcome.HELPFUL, answer="", by=by, now=now)
    return decision


def tell_author(thing: Any, *, by: Member, reason: str, words: str, now: datetime) -> Decision:
    """Write to whoever wrote a thing, privately: what should change. Raises Invalid, also when nobody is known."""
    errors: dict[str, str] = {}
    reason = checked_reason(reason, errors)
    words = checked_words(words, errors, least=10)
    with transaction.atomic():
        thing, about = _decided_by(thing, by, now)
        refuse(errors)
        if about.author is None:
            raise Invalid(_("Nobody is known to have written this, so there is nobody to write to."))
        return record(
            "member.told",
            about=thing,
            member=about.author,
            community_id=about.community_id,
            reason=reason,
            words=words,
            by=by,
            now=now,
        )


def _decided_by(thing: Any, by: Member, now: datetime) -> tuple[Any, About]:
    """The thing locked, once it is sure that this moderator may decide on it."""
    how = of(thing)
    thing = how.locked(thing.pk)
    about = how.about(thing)
    require_moderator(by, about.community_id, now=now)
    author = about.author.pk if about.author is not None else None
    require_no_tie(by, {author}, about.community_id, now=now)
    return thing, about
