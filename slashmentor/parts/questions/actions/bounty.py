"""Bounties: points that somebody gives for a good answer (rules.md, "Bounties").

They leave the ledger when the bounty is offered, and come out again once: won, awarded by half, or given back.
"""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from slashmentor.base.errors import Invalid, Refused
from slashmentor.base.permissions import allow
from slashmentor.commons.communities.numbers import Numbers, numbers_in
from slashmentor.commons.happenings import happened
from slashmentor.commons.people.models import Member
from slashmentor.commons.safety.actions import record
from slashmentor.commons.safety.actions.record import checked_reason
from slashmentor.commons.safety.gates import require_no_tie
from slashmentor.commons.standing import ledger
from slashmentor.commons.standing.privileges import Privilege, position_of, require, require_active

from .. import points, rules
from ..models import Bounty, Entry
from .ending import close_bounty, end_bounty, give_back_open, tell_of_the_end
from .following_up import touch
from .locking import locked

NOT_YOURS = gettext_lazy("Only the person who offered a bounty awards it.")
_WORDS = 300


def offer_bounty(question: Entry, *, by: Member, amount: int, words: str = "", now: datetime) -> Bounty:
    """Offer points for a good answer; they are gone from `by` at once. `words`: what they hope for.

    Raises Refused (too few points for the privilege, a question younger than two days, closed, deleted or locked, with
    a bounty already, or a fourth one of the same person), or Invalid for the amount and the words.
    """
    with transaction.atomic():
        question = locked(question)
        position = position_of(by, question.community_id)
        require(position, Privilege.BOUNTY, now=now)
        refuse_bounty(question, position.numbers, now=now)
        # Two offers of one person at once, in different places: the second waits, and counts the first.
        by.take_turns()
        _refuse_if_many(by, position.numbers)
        standing = ledger.locked_standing(by.pk, question.community_id)
        possible = amounts_for(question, by, standing.reputation, position.numbers)
        _check(amount, possible, words, standing.reputation, position.numbers)
        bounty = Bounty.objects.create(
            question=question,
            by=by,
            amount=amount,
            words=words.strip(),
            offered_at=now,
            ends_at=now + timedelta(days=position.numbers["bounty.days"]),
        )
        due = points.for_bounty(bounty)
        ledger.write(question.community_id, due, numbers=position.numbers, now=now)
        Entry.objects.filter(pk=question.pk).update(bounty=amount)
        touch(question.pk)
        tell_of_the_end.later(bounty_id=bounty.pk, at=bounty.ends_at - timedelta(days=1))
        end_bounty.later(bounty_id=bounty.pk, at=last_moment(bounty, position.numbers))
        happened("bounty.offered", by=by, about=bounty, now=now, amount=amount)
    return bounty


def award_bounty(bounty: Bounty, answer: Entry, *, by: Member, now: datetime) -> Bounty:
    """Give the bounty to an answer; that can't be undone. Twice to the same is the same as once.

    Raises Refused: not one's own bounty, or an answer of one's own, or one that is gone, or whose author is; or the
    bounty has ended.
    """
    with transaction.atomic():
        answer = locked(answer)
        bounty = Bounty.objects.select_for_update().get(pk=bounty.pk)
        allow(rules.offered_it, by, bounty, or_say=str(NOT_YOURS))
        if answer.is_question or answer.question_id != bounty.question_id:
            raise Invalid(_("A bounty goes to an answer to its question."))
        if bounty.state == Bounty.State.AWARDED and bounty.answer_id == answer.pk:
            return bounty
        require_active(position_of(by, answer.community_id), now=now)
        numbers = numbers_in(answer.community_id)
        if bounty.state != Bounty.State.OPEN or now >= last_moment(bounty, numbers):
            raise Refused(_("This bounty has ended, and that can’t be undone."))
        allow(~rules.is_author, by, answer, or_say=_("A bounty goes to somebody else’s answer."))
        allow(rules.is_here, by, answer, or_say=_("This was deleted, so it can’t be awarded a bounty."))
        if answer.author_id is None:
            raise Refused(
                _("Nobody’s account stands behind this answer any more, so nobody would get the points.")
            )
        close_bounty(
            bounty, Bounty.State.AWARDED, answer=answer, awarded=bounty.amount, numbers=numbers, now=now
        )
        happened("bounty.awarded", by=by, about=bounty, now=now, answer=answer.pk, amount=bounty.amount)
    return bounty


def give_back_bounty(bounty: Bounty, *, by: Member, reason: str, now: datetime) -> Bounty:
    """Cancel an open bounty: whoever offered it has their points again. The reason stands in the public log.

    Has it ended already, nothing happens. Raises Refused as `allow_cancelling` does, or Invalid for the reason.
    """
    errors: dict[str, str] = {}
    reason = checked_reason(reason, errors)
    with transaction.atomic():
        question = locked(Entry(pk=bounty.question_id))
        bounty = Bounty.objects.select_for_update().get(pk=bounty.pk)
        allow_cancelling(bounty, question, by=by, now=now)
        if errors:
            raise Invalid(errors)
        if bounty.state != Bounty.State.OPEN:
            return bounty
        give_back_open(question, by=by, cancelled=True, now=now)
        record(
            "bounty.cancelled",
            about=question,
            member=bounty.by,
            community_id=question.community_id,
            reason=reason,
            by=by,
            now=now,
        )
        bounty.refresh_from_db()
    return bounty


def allow_cancelling(bounty: Bounty, question: Entry, *, by: Member, now: datetime) -> None:
    """For those who look after the community; for who offered it only when nobody else can. Raises Refused."""
    allow(
        rules.looks_after, by, question, or_say=_("Only those who look after this community cancel a bounty.")
    )
    require_active(position_of(by, question.community_id), now=now)
    require_no_tie(by, {bounty.by_id}, question.community_id, now=now)


def refuse_bounty(question: Entry, numbers: Numbers, *, now: datetime) -> None:
    """Whether the question takes a bounty at all; raises Refused with the reason why not, or until when."""
    if not question.is_question:
        raise Refused(_("A bounty is offered on a question."))
    allow(rules.is_here, None, question, or_say=_("This question was deleted, so it takes no bounty."))
    allow(rules.is_open, None, question, or_say=_("This question is closed, so it takes no bounty."))
    allow(~rules.is_locked, None, question, or_say=_("This question is locked, so it takes no bounty."))
    if question.bounty:
        raise Refused(_("There is a bounty on this question already. Another can follow when it has ended."))
    days = numbers["bounty.question_days"]
    if now - question.created_at < timedelta(days=days):
        raise Refused(
            _("A question is given %(days)s days for answers of themselves; then it can have a bounty.")
            % {"days": f"{days:g}"}
        )


def amounts_for(question: Entry, by: Member, reputation: int, numbers: Numbers) -> range:
    """What `by` can offer on a question: from the least (it doubles with each repeat) in steps to what they have."""
    least = numbers.whole("bounty.least")
    if question.answers.filter(author=by, deleted_at=None).exists():
        least = max(least, numbers.whole("bounty.least_of_answerer"))
    before = Bounty.objects.filter(question=question, by=by).exclude(state=Bounty.State.GIVEN_BACK).count()
    most = numbers.whole("bounty.most")
    least = min(least * 2**before, most)
    # One point stays: nobody is shown below 1.
    return range(least, min(most, reputation - 1) + 1, numbers.whole("bounty.step"))


def last_moment(bounty: Bounty, numbers: Numbers) -> datetime:
    """Until when it can be awarded by hand: the end, and a day of grace."""
    return bounty.ends_at + timedelta(days=numbers["bounty.grace_days"])


def _refuse_if_many(by: Member, numbers: Numbers) -> None:
    each = numbers.whole("bounty.each")
    if Bounty.objects.filter(by=by, state=Bounty.State.OPEN).count() >= each:
        raise Refused(
            _("You have %(count)s bounties open, which is as many as one can. Award one of them first.")
            % {"count": each}
        )


def _check(amount: int, possible: range, words: str, reputation: int, numbers: Numbers) -> None:
    errors: dict[str, str] = {}
    if amount not in possible:
        steps = {"least": possible.start, "most": numbers.whole("bounty.most"), "step": possible.step}
        errors["amount"] = (
            _("You have %(have)s points here, and one stays.") % {"have": reputation}
            if possible.start <= amount <= steps["most"] and amount >= reputation
            else _("From %(least)s to %(most)s points, in steps of %(step)s.") % steps
        )
    if len(words.strip()) > _WORDS:
        errors["words"] = _("At most %(count)s characters.") % {"count": _WORDS}
    if errors:
        raise Invalid(errors)
