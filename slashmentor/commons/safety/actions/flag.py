from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from slashmentor.base.days import utc_midnight
from slashmentor.base.errors import Refused
from slashmentor.commons.happenings import happened
from slashmentor.commons.people.models import Member
from slashmentor.commons.standing.privileges import Position, Privilege, position_of, require, require_active

from ..flaggable import About, of
from ..models import Flag, Harm
from .act import REMOVED
from .record import checked_words, record, refuse
from .settle import settle

WORDS = 600
# These need a word of what is meant.
EXPLAINED = (Harm.OTHER, Harm.PRIVATE)
PRIVATE_A_DAY = 10  # flags of what was said in private, which takes no points
# Enough of these, or a moderator's one, delete a post (rules.md, "Reputation").
SPAM = (Harm.SPAM, Harm.ABUSE)


def raise_flag(thing: Any, *, by: Member, harm: str, words: str = "", now: datetime) -> Flag:
    """Tell the moderators that something is wrong with a thing; whoever wrote it never learns who did.

    The sixth flag as spam or abuse deletes a post, and so does a moderator's first. What was said in private is flagged
    without points, in a suspension too, and deleted by nobody but who decides. Raises Refused (too few points, the day's
    flags used up, one's own, deleted, flagged already) and Invalid for harm and words.
    """
    how = of(thing)
    with transaction.atomic():
        # Locked: of two sixth flags at once, the second finds the post deleted.
        thing = how.locked(thing.pk)
        about = how.about(thing)
        position = None if about.community_id is None else position_of(by, about.community_id)
        if position is not None:
            require(position, Privilege.FLAG, now=now)
        _refuse_what_needs_no_flag(about, by, visible=how.may_see(by, thing))
        errors: dict[str, str] = {}
        if harm not in how.harms(thing):
            errors["harm"] = _("Please say what is wrong with it.")
        words = checked_words(words, errors, least=10 if harm in EXPLAINED else 0, most=WORDS)
        refuse(errors)
        # The member's row is the lock of all they flag: of two forms at once, the second waits and finds the first.
        by.take_turns()
        _refuse_twice(thing, by)
        _refuse_too_many(by, position, now)
        flag = Flag.objects.create(
            about_kind=thing._meta.label_lower,
            about_id=thing.pk,
            community_id=about.community_id,
            member=about.author,
            by=by,
            harm=harm,
            words=words,
            at=now,
        )
        happened("flag.raised", by=by, about=flag, now=now)
        if harm in SPAM and position is not None:
            _delete_if_enough(thing, about, position, by, now)
    flag.refresh_from_db()
    return flag


def withdraw(flag: Flag, *, by: Member, now: datetime) -> None:
    """Take one's flag back, as long as nobody has decided; twice is the same as once."""
    with transaction.atomic():
        flag = Flag.objects.select_for_update().get(pk=flag.pk)
        if flag.by_id != by.pk:
            raise Refused(_("You can take back the flags that you raised yourself."))
        if flag.community_id is not None:
            require_active(position_of(by, flag.community_id), now=now)
        if flag.decided_at is None:
            flag.outcome, flag.decided_at = Flag.Outcome.WITHDRAWN, now
            flag.save(update_fields=["outcome", "decided_at"])


def allowed_a_day(by: Member, position: Position) -> int:
    """10 flags a day, and one more for each 10 that were helpful, up to 100 (rules.md, "Votes and rates")."""
    numbers = position.numbers
    helpful = Flag.objects.filter(
        by=by, community=position.community_id, outcome=Flag.Outcome.HELPFUL
    ).count()
    more = helpful // numbers.whole("flags.helpful_for_one_more")
    least = numbers.whole("flags.a_day")
    return max(least, min(least + more, numbers.whole("flags.most_a_day")))


def _refuse_what_needs_no_flag(about: About, by: Member, *, visible: bool) -> None:
    if about.author is not None and about.author.pk == by.pk:
        raise Refused(_("This is yours: you can edit or delete it yourself."))
    if about.is_gone or not visible:
        raise Refused(_("This was deleted already, so it needs no flag."))


def _refuse_twice(thing: Any, by: Member) -> None:
    same = Flag.objects.filter(about_kind=thing._meta.label_lower, about_id=thing.pk, by=by, decided_at=None)
    if same.exists():
        raise Refused(_("You flagged this already. You are told once a moderator has looked."))


def _refuse_too_many(by: Member, position: Position | None, now: datetime) -> None:
    if position is not None and position.looks_after:
        return
    midnight = utc_midnight(now)
    here = position.community_id if position is not None else None
    today = Flag.objects.filter(by=by, community=here, at__gte=midnight).count()
    if today >= (allowed_a_day(by, position) if position is not None else PRIVATE_A_DAY):
        raise Refused(
            ngettext(
                "You raised %(count)s flag today, which is as many as one can. There are more after midnight, UTC.",
                "You raised %(count)s flags today, which is as many as one can. There are more after midnight, UTC.",
                today,
            )
            % {"count": today}
        )


def _delete_if_enough(thing: Any, about: About, position: Position, by: Member, now: datetime) -> None:
    waiting = Flag.objects.filter(
        about_kind=thing._meta.label_lower, about_id=thing.pk, harm__in=SPAM, decided_at=None
    )
    enough = waiting.count() >= position.numbers.whole("flags.for_spam")
    if not (position.looks_after or enough):
        return
    of(thing).remove(thing, now=now)
    decider = by if position.looks_after else None
    record(
        REMOVED,
        about=thing,
        member=about.author,
        community_id=about.community_id,
        reason=_("Spam or abuse, as a moderator saw")
        if decider
        else _("Spam or abuse, as several members said"),
        by=decider,
        now=now,
    )
    settle(waiting, outcome=Flag.Outcome.HELPFUL, answer="", by=decider, now=now)
