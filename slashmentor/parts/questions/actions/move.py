from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from slashmentor.base.errors import Invalid, Refused
from slashmentor.base.permissions import allow
from slashmentor.commons.communities.models import Community
from slashmentor.commons.communities.numbers import numbers_in
from slashmentor.commons.happenings import happened
from slashmentor.commons.people.models import Member
from slashmentor.commons.safety.actions import carry_flags
from slashmentor.commons.standing import ledger
from slashmentor.commons.standing.models import Line
from slashmentor.commons.standing.privileges import position_of, require_active

from .. import rules
from ..models import Bounty, Comment, Entry, Greeting, Tagging
from ..points import OF_VOTES, due_of
from .following_up import touch
from .locking import locked, locked_answers
from .writing import count_in_community, count_topics


def move(question: Entry, *, to: Community, by: Member, now: datetime) -> Entry:
    """Move a question to another community of this instance, with all that belongs to it. Returns it anew.

    Its answers (deleted ones too), comments, open flags, topics and counters go along, and so do the points of its
    votes and acceptance: what they brought in the one community is settled to nothing there, and what is due by the
    other's numbers is written there, on the days of the votes. The address stays. To where it is already: nothing
    happens.

    Raises Refused when `by` doesn't look after the community it is in, or when it can't go: deleted, imported (its
    source and licence point to the community it came with), or with a bounty open. Invalid: no question.
    """
    if not question.is_question:
        raise Invalid(_("Only a whole question can be moved."))
    with transaction.atomic():
        question = locked(question)
        allow(
            rules.looks_after,
            by,
            question,
            or_say=_("Only those who look after this community move its questions."),
        )
        require_active(position_of(by, question.community_id), now=now)
        if question.community_id == to.pk:
            return question
        _refuse_if_bound(question)
        answers = locked_answers(question)
        here = Community.objects.get(pk=question.community_id)
        entries = [question, *answers]
        _carry(entries, to)
        _count(question, here, -1)
        _count(question, to, 1)
        _settle(entries, here, to, now)
        touch(question.pk)
        happened("question.moved", by=by, about=question, now=now, from_community=here.pk, to_community=to.pk)
    question.refresh_from_db()
    return question


def _refuse_if_bound(question: Entry) -> None:
    if question.deleted_at is not None:
        raise Refused(_("This question is deleted. Bring it back first, then it can be moved."))
    if question.origin_id is not None:
        raise Refused(
            _(
                "This question came with an imported site, to which its source and licence point, so it stays where it is."
            )
        )
    if Bounty.objects.filter(question=question.pk, state=Bounty.State.OPEN).exists():
        raise Refused(
            _("A bounty of this community is open on the question. It can be moved when that has ended.")
        )


def _settle(entries: list[Entry], here: Community, to: Community, now: datetime) -> None:
    """Nothing of it counts here any more, and all of it there, by the numbers of now.

    Whoever calls may have read the communities before somebody changed their numbers.
    """
    numbers = {community.pk: numbers_in(community.pk) for community in (here, to)}
    gone, due = [], []
    for entry in entries:
        gone += ledger.missing(here.pk, entry.pk, (), kinds=OF_VOTES)
        due += ledger.missing(to.pk, entry.pk, due_of(entry, numbers[to.pk]), kinds=OF_VOTES)
    # The community of the lower id first, so that two moves never wait for each other crosswise.
    for community, lines in sorted(((here, gone), (to, due)), key=lambda pair: pair[0].pk):
        ledger.write(community.pk, lines, numbers=numbers[community.pk], why=Line.Why.MOVED, now=now)


def _carry(entries: list[Entry], to: Community) -> None:
    """Every row that names its community beside the entry."""
    question = entries[0]
    ids = [entry.pk for entry in entries]
    posts, comments = Entry.objects.filter(pk__in=ids), Comment.objects.filter(entry__in=ids)
    posts.update(community=to)
    comments.update(community=to)
    carry_flags(posts, to=to)
    carry_flags(comments, to=to)
    Tagging.objects.filter(question=question.pk).update(community=to)
    Greeting.objects.filter(question=question.pk).update(community=to)
    # The reason of a closed one may be the other community's own.
    Entry.objects.filter(pk=question.pk).update(closed_why=None)
    for entry in entries:
        entry.community_id = to.pk


def _count(question: Entry, community: Community, change: int) -> None:
    """Everybody sees one question more there, or one less, with its answers and topics."""
    topics = list(Tagging.objects.filter(question=question.pk).values_list("topic", flat=True))
    count_topics(community.pk, topics, by=change)
    count_in_community(community.pk, questions=change, answers=change * question.answer_count)
