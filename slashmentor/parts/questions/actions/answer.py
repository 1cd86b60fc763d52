from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from slashmentor.base.permissions import allow
from slashmentor.commons.happenings import happened
from slashmentor.commons.people.models import Member
from slashmentor.commons.standing.privileges import Privilege, position_of, require

from .. import rules
from ..models import Entry, Revision
from .again import sent_before
from .following_up import bump_activity, link_questions
from .locking import locked
from .measure import refuse_newcomers_extras, refuse_too_many_answers, require_to_answer_protected
from .writing import checked_body, count_in_community, refuse


def answer(
    question: Entry, *, by: Member, body: str, now: datetime, once_within: timedelta = timedelta(0)
) -> Entry:
    """Answer a question. Returns the answer; the one given before, when the same words came `once_within`.

    Raises Refused (closed, deleted, not logged in), or Invalid for the body.
    """
    errors: dict[str, str] = {}
    body, rendered = checked_body(body, errors)
    with transaction.atomic():
        # Locked, so that it can't be closed or deleted between the look and the answer.
        question = locked(question)
        allow(rules.is_member, by, or_say=_("Please log in to answer."))
        allow(rules.is_open, by, question, or_say=_("This question is closed, so it takes no new answers."))
        allow(rules.is_here, by, question, or_say=_("This question was deleted, so it takes no answers."))
        allow(
            ~rules.asked_anonymously,
            by,
            question,
            or_say=_(
                "You asked this anonymously, and an answer would bear your name. Add it to the question instead."
            ),
        )
        allow(~rules.is_locked, by, question, or_say=_("This question is locked, so it takes no answers."))
        position = position_of(by, question.community_id)
        require(position, Privilege.CREATE, now=now)
        if question.protected_at is not None:
            require_to_answer_protected(position)
        refuse(errors)
        assert rendered is not None
        same = Entry.objects.filter(kind=Entry.Kind.ANSWER, question=question, body=body)
        if before := sent_before(same, by=by, now=now, within=once_within):
            return before
        refuse_too_many_answers(by, position, now=now)
        refuse_newcomers_extras(rendered, (), position)
        entry = Entry.objects.create(
            kind=Entry.Kind.ANSWER,
            community_id=question.community_id,
            question=question,
            author=by,
            body=body,
            body_html=rendered.html,
            excerpt=rendered.excerpt,
            created_at=now,
            active_at=now,
        )
        Revision.objects.create(entry=entry, number=1, body=body, by=by, at=now)
        Entry.objects.filter(pk=question.pk).update(answer_count=F("answer_count") + 1)
        bump_activity(question.pk, now=now)
        count_in_community(question.community_id, answers=1)
        link_questions(question.pk, rendered.links, now=now)
        happened("question.answered", by=by, about=entry, now=now, mentions=list(rendered.mentions))
    return entry
