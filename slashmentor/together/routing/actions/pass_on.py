"""“Somebody else should see this”: a member names somebody, who is invited and may ignore it."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from slashmentor.base.errors import Invalid, Refused
from slashmentor.base.permissions import allow
from slashmentor.base.text.characters import tidy
from slashmentor.commons.happenings import happened
from slashmentor.commons.people.models import Member
from slashmentor.commons.safety.queries.blocks import blocked_with
from slashmentor.commons.standing.privileges import position_of, require_active
from slashmentor.parts.questions.actions.locking import locked
from slashmentor.parts.questions.models import Entry
from slashmentor.parts.questions.rules import asked_anonymously

from .. import rules
from ..models import Invitation, NotForMe
from ..queries.reach import reaches_of

A_DAY = 10
LONGEST = 200


def pass_on(question: Entry, *, to: str, by: Member, words: str = "", now: datetime) -> Invitation:
    """Invite the member with the handle `to` to a question, with a line of words. Twice is the same as once.

    Raises Invalid for whom and words, with a reason where everybody can know it. What only some may know (a block, a
    suspension, a rest, that it isn't for them, that another one asked anonymously) is never a reason of its own. Refused
    when `by` is suspended, asked it anonymously, or passed on as many as one can in a day.
    """
    errors: dict[str, str] = {}
    words = " ".join(tidy(words).split())
    if len(words) > LONGEST:
        errors["words"] = _("One line is enough: at most %(most)s characters; these are %(now)s.") % {
            "most": LONGEST,
            "now": len(words),
        }
    with transaction.atomic():
        require_active(position_of(by, question.community_id), now=now)
        question = locked(question)
        _allow(question, by)
        member = _named(to, errors)
        if member is not None and (before := _before(question, member, by, errors)):
            return before
        if member is not None and not errors:
            _refuse_who_is_part_of_it(question, member, by, errors)
        if member is not None and not errors and not _can_be_invited(question, member, by, now=now):
            errors["to"] = _(
                "This can’t be brought to @%(handle)s just now. Perhaps somebody else comes to mind?"
            ) % {"handle": member.handle}
        if errors or member is None:
            raise Invalid(errors)
        by.take_turns()
        _refuse_too_many(by, now)
        made = Invitation.objects.create(question=question, by=by, to=member, words=words, at=now)
        happened("question.passed_on", by=by, about=question, now=now, to=member.pk, invitation=made.pk)
    return made


def ignore(invitation: Invitation, *, by: Member, now: datetime) -> None:
    """Let an invitation be: it stands nowhere any more, and nobody is told. Twice is the same as once.

    Open in a suspension, since nobody else reads it. Raises Refused for anybody but the one who is invited.
    """
    if invitation.to_id != by.pk:
        raise Refused(_("Somebody else was invited."))
    Invitation.objects.filter(pk=invitation.pk, ignored_at=None).update(ignored_at=now)


def _allow(question: Entry, by: Member) -> None:
    allow(rules.can_see, by, question, or_say=_("You can’t see this question."))
    allow(
        rules.is_there_to_answer,
        by,
        question,
        or_say=_("This question takes no answers for now, so it is passed on to nobody."),
    )
    allow(
        ~asked_anonymously,
        by,
        question,
        or_say=_("You asked this anonymously, and an invitation would bear your name."),
    )


def _named(handle: str, errors: dict[str, str]) -> Member | None:
    handle = handle.strip().removeprefix("@").lower()
    if not handle:
        errors["to"] = _("Whom do you think of? Please write their handle, like @ada.")
        return None
    found: Member | None = Member.objects.filter(handle=handle, is_active=True, is_claimed=True).first()
    if found is None:
        errors["to"] = _("Nobody who could be told has the handle @%(handle)s.") % {"handle": handle[:30]}
    return found


def _before(question: Entry, member: Member, by: Member, errors: dict[str, str]) -> Invitation | None:
    """The same invitation, when it was sent before."""
    before = Invitation.objects.filter(question=question, to=member).first()
    if before is not None and before.by_id != by.pk:
        errors["to"] = _("Somebody pointed @%(handle)s to this already. One word is enough.") % {
            "handle": member.handle
        }
        return None
    return before


def _refuse_who_is_part_of_it(question: Entry, member: Member, by: Member, errors: dict[str, str]) -> None:
    if member.pk == by.pk:
        errors["to"] = _("That is you.")
    elif member.pk == question.author_id:
        errors["to"] = _("@%(handle)s asked this.") % {"handle": member.handle}
    elif Entry.objects.filter(question=question, author=member, deleted_at=None).exists():
        errors["to"] = _("@%(handle)s has answered this already.") % {"handle": member.handle}


def _can_be_invited(question: Entry, member: Member, by: Member, *, now: datetime) -> bool:
    """Whatever speaks against it and is nobody else's to know. Who asked anonymously is invited like everybody."""
    if member.pk in blocked_with(by.pk) or NotForMe.objects.filter(member=member, question=question).exists():
        return False
    reach = reaches_of([member.pk], question, now=now, asker_too=True)[member.pk]
    return reach.is_here and not reach.week.rests(now)


def _refuse_too_many(by: Member, now: datetime) -> None:
    sent = Invitation.objects.filter(by=by, at__gt=now - timedelta(hours=24)).count()  # routing_invited_by
    if sent >= A_DAY:
        raise Refused(
            ngettext(
                "You passed %(count)s question on within a day, which is as many as one can.",
                "You passed %(count)s questions on within a day, which is as many as one can.",
                sent,
            )
            % {"count": sent}
        )
