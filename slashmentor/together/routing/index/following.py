"""Keeping the index right: which happenings touch it, and making it agree with the rows as they are now.

Happenings only say where to look. So hearing one twice changes nothing, and neither does hearing of it late: on
PostgreSQL of two transactions the one with the lower id may commit last, and therefore the newest `WINDOW` ids are
looked at each time (`happenings.latest()` does the same).
"""

from typing import Any, NamedTuple

from slashmentor.commons.happenings.models import Happening
from slashmentor.parts.questions.models import Entry

from ..ranking.amending import take_back, tell_late
from ..ranking.fading import Floats
from . import profiles, reading
from .own import Index
from .reading import WINDOW

ENTRIES = frozenset({"question.asked", "question.answered", "entry.deleted", "entry.undeleted"})
PROFILES = frozenset(
    {
        "expertise.changed",
        "publications.brought",
        "publications.changed",
        "endorsement.given",
        "endorsement.taken_back",
        "endorsement.hidden",
        "endorsement.shown",
        "member.joined",
        "member.left",
        "member.changed",
    }
)
# What changes so much at once that all is read again.
ALL = frozenset({"community.imported", "members.merged", "topic.moved", "topic.merged", "topic.renamed"})


class _Heard(NamedTuple):
    id: int
    verb: str
    by_id: int | None
    about_kind: str
    about_id: int | None
    data: dict[str, Any]


_READ = ("pk", "verb", "by", "about_kind", "about_id", "data")


def catch_up(index: Index) -> None:
    """Hear what happened since the last time. One query when nothing did."""
    rows = Happening.objects.order_by("-pk").values_list(*_READ)[:WINDOW]
    heard = [_Heard(*row) for row in rows]
    new = [one for one in reversed(heard) if one.id not in index.seen]
    if len(new) == WINDOW or any(one.verb in ALL for one in new):
        index.is_stale = True  # too much to follow
        return
    entries = {one.about_id for one in new if one.verb in ENTRIES and one.about_id is not None}
    if entries:
        _follow_entries(index, entries)
    members = {member for one in new if one.verb in PROFILES for member in _whose(one)}
    if members:
        profiles.list_some(index.figures, members)
        index.look_again(members)
    index.seen = {one.id for one in heard}  # last: what an error interrupts is followed once more


def _whose(one: _Heard) -> set[int]:
    """Whose profile it is about."""
    if isinstance(member := one.data.get("member"), int):  # who is gone, or whose endorsement was taken back
        return {member}
    if one.about_kind == "people.member" and one.about_id is not None:
        return {one.about_id}
    if one.verb.startswith("endorsement.") and one.about_id is not None:
        return profiles.whose_endorsement(one.about_id)
    return {one.by_id} if one.by_id is not None else set()


def _follow_entries(index: Index, ids: set[int]) -> None:
    rows = Entry.objects.filter(pk__in=ids).values_list("pk", "question")
    questions = {question or pk for pk, question in rows}
    found = reading.read_questions(questions)
    new = [one for one in found if not index.knows(one.id)]
    bags = reading.bags([one.id for one in new])
    for one in new:
        index.add(one, bags.get(one.id, {}))
    answers = reading.read_answers(questions)
    if answers:
        index.settle()
    _agree(index, questions, answers)


def _agree(index: Index, questions: set[int], answers: list[reading.Answered]) -> None:
    """Those who are counted as having answered these are those who have."""
    first: dict[tuple[int, int], reading.Answered] = {}
    for one in answers:
        first.setdefault((one.question, one.member), one)
    figures = index.figures
    for question in questions & index.place_of.keys():
        place = index.place_of[question]
        counted = {figures.members[row] for row in figures.answered_by[place]}
        there = {member for asked, member in first if asked == question}
        for member in sorted(there - counted, key=lambda one: first[question, one].at):
            answer = first[question, member]
            tell_late(figures, place, member, index.known(answer), _said(index, answer.id))
        for member in counted - there:
            _forget(index, place, question, member)


def _forget(index: Index, place: int, question: int, member: int) -> None:
    gone = Entry.objects.filter(kind=Entry.Kind.ANSWER, question=question, author=member)
    first = gone.order_by("created_at", "pk").values_list("pk", "created_at").first()
    if first is None:
        index.is_stale = True  # whose answer it was can't be known any more
        return
    answer = reading.Answered(first[0], question, member, first[1].timestamp())
    take_back(index.figures, place, member, index.known(answer), _said(index, answer.id))


def _said(index: Index, answer_id: int) -> Floats:
    bag = reading.bags([answer_id]).get(answer_id, {})
    return index.figures.text.vector(bag)
