"""Who may endorse whom for what."""

from slashmentor.base.permissions import Predicate, predicate
from slashmentor.commons.people.models import Member
from slashmentor.commons.safety.queries.blocks import blocks
from slashmentor.parts.questions.models import Entry
from slashmentor.parts.questions.rules import asked_anonymously, is_author, is_here, is_member, is_question

from .models import Endorsement


@predicate
def has_author(by: Member | None, answer: Entry) -> bool:
    """Bears the name of somebody who is still here."""
    return answer.author is not None and answer.author.is_active


@predicate
def asked_it_as_nobody(by: Member | None, answer: Entry) -> bool:
    """Asked its question anonymously: an endorsement bears a name, and would tell whose question it is."""
    return answer.question is not None and bool(asked_anonymously.test(by, answer.question))


@predicate
def blocks_author(by: Member | None, answer: Entry) -> bool:
    return by is not None and answer.author_id is not None and blocks(by.pk, answer.author_id)


@predicate
def is_about(by: Member | None, endorsement: Endorsement) -> bool:
    """It is said of them, so they decide whether it stands on their page."""
    return by is not None and endorsement.member_id == by.pk


can_endorse: Predicate = is_member & ~is_question & is_here & has_author & ~is_author
