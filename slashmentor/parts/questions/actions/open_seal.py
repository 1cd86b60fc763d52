"""Finding out who asked anonymously takes two: one who asks with a reason, another one who opens or declines."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from slashmentor.base.errors import Invalid
from slashmentor.base.permissions import allow
from slashmentor.base.text.characters import tidy
from slashmentor.commons.happenings import happened
from slashmentor.commons.people.models import Member
from slashmentor.commons.safety.actions import record
from slashmentor.commons.standing.privileges import position_of, require_active

from .. import rules, seals
from ..models import Entry, Opening, Persona

REASON_LENGTH = range(20, 501)


def ask_to_open(question: Entry, *, by: Member, reason: str, now: datetime) -> Opening:
    """A moderator asks another one to open the seal of an anonymous question; the asker is told at once.

    Asked already: that one. Raises Refused, or Invalid for `reason`, or when nobody could tell any more.
    """
    allow(
        rules.can_ask_to_open, by, question, or_say=_("Those who look after this community can ask for that.")
    )
    require_active(position_of(by, question.community_id), now=now)
    reason = " ".join(tidy(reason).split())
    if len(reason) not in REASON_LENGTH:
        raise Invalid(
            {
                "reason": _(
                    "Say why, in %(least)s to %(most)s characters: the other moderator decides by it."
                )
                % {"least": REASON_LENGTH.start, "most": REASON_LENGTH.stop - 1}
            }
        )
    with transaction.atomic():
        persona = _locked_persona(question)
        waiting = Opening.objects.filter(persona=persona, opened_at=None, declined_at=None).first()
        if waiting is not None:
            return waiting
        _refuse_when_forgotten(persona)
        made = Opening.objects.create(persona=persona, asked_by=by, asked_at=now, reason=reason)
        happened("persona.opening_asked", by=by, about=made, now=now)
    return made


def open_seal(opening: Opening, *, by: Member, now: datetime) -> Member:
    """Open it, as another moderator than the one who asked; returns who asked the question. The asker is told.

    Who it is isn't kept anywhere: the row says only that it was opened, by whom and why. Raises Refused or Invalid.
    """
    with transaction.atomic():
        found = _decidable(opening, by=by, now=now)
        found.opened_by, found.opened_at = by, now
        found.save(update_fields=["opened_by", "opened_at"])
        asker = who_asked(found)
        if asker is None:
            raise Invalid(_("This seal can’t be opened any more."))
        record(
            "persona.opened",
            about=found,
            community_id=_question_of(found).community_id,
            reason=_("Two moderators found it necessary; who asked was told"),
            by=by,
            now=now,
        )
        happened("persona.opened", by=by, about=found, now=now)
    return asker


def decline_opening(opening: Opening, *, by: Member, now: datetime) -> None:
    """Leave it sealed; who asked for it may also take that back. Raises Refused."""
    with transaction.atomic():
        found = _decidable(opening, by=by, now=now, may_be_own=True)
        found.declined_at = now
        found.save(update_fields=["declined_at"])


def who_asked(opening: Opening) -> Member | None:
    """Who is in an opened seal, as long as it isn't forgotten. Asks nobody: the view knows who may read it."""
    member_id = seals.open_up(opening.persona) if opening.opened_at is not None else None
    return Member.objects.filter(pk=member_id).first() if member_id is not None else None


def _decidable(opening: Opening, *, by: Member, now: datetime, may_be_own: bool = False) -> Opening:
    """The opening, locked, that `by` may decide about."""
    found = Opening.objects.select_for_update(of=("self",)).select_related("persona").get(pk=opening.pk)
    question = _question_of(found)
    allow(rules.can_ask_to_open, by, question, or_say=_("Those who look after this community decide that."))
    require_active(position_of(by, question.community_id), now=now)
    if not may_be_own:
        allow(rules.can_open, by, found, or_say=_("You asked for it, so another moderator decides."))
    if found.opened_at is not None or found.declined_at is not None:
        raise Invalid(_("This was decided already."))
    return found


def _locked_persona(question: Entry) -> Persona:
    assert question.persona_id is not None  # can_ask_to_open has looked
    return Persona.objects.select_for_update().get(pk=question.persona_id)


def _refuse_when_forgotten(persona: Persona) -> None:
    if seals.open_up(persona) is None:
        raise Invalid(
            _("Nobody can find out any more who asked this: the seal was deleted when its time was over.")
        )


def _question_of(opening: Opening) -> Entry:
    return Entry.objects.get(persona=opening.persona_id, question=None)
