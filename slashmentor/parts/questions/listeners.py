"""What other happenings change on questions' pages, which name people and other questions; and who joins and greets."""

from typing import Any

from django.db.models import F, Q

from slashmentor.commons.happenings import hears
from slashmentor.commons.standing.actions import join_by_taking_part

from . import rules
from .actions import ask_greeters, greet
from .actions.close import let_lapse
from .actions.locking import locked
from .models import Ballot, Comment, Entry, Greeter, Greeting, Link
from .points import NUMBERS_OF_DUES
from .verifying import settle_community


@hears("entry.deleted", "entry.undeleted", "question.edited")
def show_on_linked_pages(happening: Any) -> None:
    """A question's title stands on the pages of those that have to do with it: none may show the old one."""
    entry = happening.about
    if entry is None or not entry.is_question:
        return
    beside = Link.objects.filter(Q(source=entry.pk) | Q(target=entry.pk)).values_list(
        "source_id", "target_id"
    )
    _touch({key for pair in beside for key in pair} - {entry.pk})


@hears("member.changed", "member.renamed", "members.merged")
def show_new_name(happening: Any) -> None:
    """A member's name, picture and position stand beside what they wrote (who leaves is taken out at once)."""
    member_id = happening.about_id
    wrote = Entry.objects.filter(Q(author=member_id) | Q(edited_by=member_id)).values_list(
        "pk", "question_id"
    )
    said = Comment.objects.filter(author=member_id).values_list("entry_id", "entry__question_id")
    closed = Ballot.objects.filter(
        voter=member_id, purpose=Ballot.Purpose.CLOSE, outcome=Ballot.Outcome.DONE
    ).values_list("entry_id", "entry__question_id")
    _touch({question_id or key for key, question_id in [*wrote, *said, *closed]})


@hears("question.asked", "question.answered")
def join_where_one_takes_part(happening: Any) -> None:
    """Who asks or answers in a community belongs to it. Nobody does who asked anonymously: it would tell who it was."""
    entry, member = happening.about, happening.by
    if entry is not None and entry.persona_id is None and member is not None and member.is_active:
        join_by_taking_part(entry.community, by=member, now=happening.at)


@hears("community.left")
def greet_no_longer(happening: Any) -> None:
    """Who left a community welcomes nobody there."""
    Greeter.objects.filter(community=happening.about_id, member=happening.by_id).delete()


@hears("question.asked")
def ask_for_a_welcome(happening: Any) -> None:
    """Somebody asks here for the first time: a few of those who welcome here are told."""
    greeting = Greeting.objects.filter(question=happening.about_id).select_related("question").first()
    if greeting is not None and greeting.question.deleted_at is None:
        ask_greeters(greeting.question, now=happening.at)


@hears("entry.commented", "question.answered", "question.edited")
def take_for_a_welcome(happening: Any) -> None:
    """Whoever welcomes here and comments, answers or improves a first question has welcomed it."""
    entry, by = happening.about, happening.by
    if entry is None or by is None:
        return
    question_id = entry.entry_id if happening.verb == "entry.commented" else entry.question_pk
    question = Entry.objects.filter(pk=question_id, greeting__greeted_at=None, greeting__isnull=False).first()
    if question is not None and (~rules.is_author & rules.greets_here).test(by, question):
        greet(question, by=by, now=happening.at)


@hears(
    "question.answered",
    "answer.edited",
    "answer.accepted",
    "answer.unaccepted",
    "entry.deleted",
    "entry.undeleted",
)
def show_answers_on_duplicates(happening: Any) -> None:
    """The page of a duplicate shows the best answers of the question that it points on to."""
    answer = happening.about
    if answer is not None and not answer.is_question:
        sources = Link.objects.filter(target=answer.question_pk, kind=Link.Kind.DUPLICATE)
        _touch(set(sources.values_list("source_id", flat=True)))


@hears("question.edited")
def let_votes_to_close_lapse(happening: Any) -> None:
    """Their author mended it in time: those who voted to close it may look again."""
    if happening.about is not None:
        let_lapse(locked(happening.about), now=happening.at)


@hears("community.settled")
def settle_what_votes_are_worth(happening: Any) -> None:
    """Other points for a vote hold for those from before, too: the ledger is always what is due by the numbers of now."""
    if any(name in NUMBERS_OF_DUES for name in happening.data.get("changed", ())):
        settle_community.later(community_id=happening.about_id, key=f"settle:{happening.about_id}")


def _touch(question_ids: set[int]) -> None:
    ids = sorted(question_ids)
    for start in range(0, len(ids), 500):
        Entry.objects.filter(pk__in=ids[start : start + 500]).update(version=F("version") + 1)
