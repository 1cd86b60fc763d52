from collections.abc import Collection
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from slashmentor.base.days import utc_midnight
from slashmentor.base.errors import Invalid, Refused
from slashmentor.base.permissions import allow
from slashmentor.base.text.characters import tidy
from slashmentor.commons.happenings import happened
from slashmentor.commons.people.models import Member
from slashmentor.commons.safety.queries.blocks import blocks
from slashmentor.commons.standing.privileges import Position, position_of, require_active
from slashmentor.commons.topics.models import Topic
from slashmentor.parts.questions.actions.locking import locked
from slashmentor.parts.questions.models import Entry
from slashmentor.parts.questions.rules import is_author

from .. import rules
from ..models import MOST_WORDS, Endorsement
from ..queries import find_own

LENGTH = range(15, MOST_WORDS + 1)


def endorse(
    answer: Entry, *, by: Member, topics: Collection[str], words: str, now: datetime
) -> list[Endorsement]:
    """Say what an answer helped with, on topics of its question. Returns one row for each of them.

    Given again, the words and topics of now hold; the same again changes nothing. When its author blocks `by`, it is
    hidden from the beginning and nobody is told, so that `by` learns nothing of the block. Raises Refused: one's own
    answer, a deleted one, one to a question asked anonymously by them, one of somebody they block, suspended, as many
    as one gives in a day ("endorse.a_day"); Invalid for `topics` and `words`.
    """
    words = " ".join(tidy(words).split())
    with transaction.atomic():
        answer = locked(answer)
        may_endorse(answer, by)
        position = position_of(by, answer.community_id)
        require_active(position, now=now)
        chosen = _checked(answer, topics, words)
        # Of two forms at once the second finds what the first wrote, and of eleven the last is one too many.
        by.take_turns()
        had = find_own(by, answer)
        if any(row.removed_at is not None for row in had):
            raise Refused(_("Moderators took what you wrote here out of sight, so it can’t be given again."))
        if {row.topic_id for row in had} == {topic.pk for topic in chosen} and had[0].words == words:
            return had
        if not had:
            _refuse_too_many(by, position, now)
        given = _write(answer, by, chosen, words, had=had, now=now)
        happened("endorsement.given", by=by, about=given[0], now=now, changed=bool(had))
    return given


def may_endorse(answer: Entry, by: Member) -> None:
    """Raises Refused for whoever can never endorse this answer, with the reason."""
    allow(~is_author, by, answer, or_say=_("This answer is yours. Others say what it helped them with."))
    allow(
        ~rules.asked_it_as_nobody,
        by,
        answer,
        or_say=_(
            "You asked this anonymously. An endorsement bears your name, and would tell everybody who asked. Accepting the answer thanks just as well."
        ),
    )
    allow(
        rules.can_endorse,
        by,
        answer,
        or_say=_("An endorsement is about an answer that is here, by somebody who is here too."),
    )
    allow(~rules.blocks_author, by, answer, or_say=_("You blocked the person who wrote this."))


def _checked(answer: Entry, topics: Collection[str], words: str) -> list[Topic]:
    errors = {}
    if len(words) < LENGTH.start:
        errors["words"] = _(
            "Please say in a few words what it helped you with: at least %(least)s characters."
        ) % {"least": LENGTH.start}
    elif len(words) >= LENGTH.stop:
        errors["words"] = _("That is more than fits here: %(now)s characters of at most %(most)s.") % {
            "now": len(words),
            "most": LENGTH.stop - 1,
        }
    assert answer.question is not None
    of_question = set(answer.question.topic_names) & set(topics)
    chosen = list(Topic.objects.filter(name__in=of_question).order_by("pk"))
    if not chosen:
        errors["topics"] = _("Please choose what it was about.")
    if errors:
        raise Invalid(errors)
    return chosen


def _write(
    answer: Entry, by: Member, topics: list[Topic], words: str, *, had: list[Endorsement], now: datetime
) -> list[Endorsement]:
    """What is hidden stays hidden, and when it was said first stays too."""
    assert answer.author_id is not None
    at, hidden_at = now, now if blocks(answer.author_id, by.pk) else None
    if had:
        at, hidden_at = had[0].at, had[0].hidden_at
    Endorsement.objects.filter(pk__in=[row.pk for row in had]).exclude(topic__in=topics).delete()
    Endorsement.objects.filter(by=by, entry=answer).update(words=words)
    Endorsement.objects.bulk_create(
        Endorsement(
            by=by,
            member_id=answer.author_id,
            topic=topic,
            entry=answer,
            words=words,
            at=at,
            hidden_at=hidden_at,
        )
        for topic in topics
        if topic.pk not in {row.topic_id for row in had}
    )
    return find_own(by, answer)


def _refuse_too_many(by: Member, position: Position, now: datetime) -> None:
    """10 a UTC day, over all communities: what is said of everybody says nothing."""
    today = Endorsement.objects.filter(by=by, at__gte=utc_midnight(now)).values("entry").distinct().count()
    if today >= position.numbers["endorse.a_day"]:
        raise Refused(
            ngettext(
                "You endorsed %(count)s answer today, which is as many as one can. There are more after midnight, UTC.",
                "You endorsed %(count)s answers today, which is as many as one can. There are more after midnight, UTC.",
                today,
            )
            % {"count": today}
        )
