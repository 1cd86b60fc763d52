"""The way of a question to those who can answer it: it begins, is brought to a few at a time, ends, and goes on.

A wave is one transaction under the question's lock, and under those of the members it tells, by their ids: two workers
tell nobody twice, and two questions at once never bring somebody more than they offered.
"""

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Max

from slashmentor.base.jobs import every, job
from slashmentor.commons.happenings import happened
from slashmentor.commons.people.models import Member
from slashmentor.parts.questions.models import Entry

from ..index import fitting_members
from ..models import TakenOn, Told, Way
from ..queries.reach import neighbours_of, never_told, reaches_of
from ..reach import WAVES, Candidate, Wave, reached

TOO_OLD = timedelta(days=14)  # what is older when its first wave would be sent is news no more
LOOKED_AT = 40  # the best that are looked at in one go
ROUNDS = 4  # how often, while too few of them can be told
SPARE = 2  # times as many as a wave tells are locked: some may be told of something else in the meantime
AT_ONCE = 200


def begin(question: Entry, *, now: datetime) -> Way | None:
    """Set a new question on its way; its first wave is sent by a job. Twice is the same as once.

    None for imported questions: they were asked of others.
    """
    if not question.is_question or question.origin_id is not None:
        return None
    with transaction.atomic():
        _locked(question.pk)
        Way.objects.get_or_create(question=question, defaults={"next_at": now})
        return settle(question.pk, now=now)


@transaction.atomic
def settle(question_id: int, *, now: datetime, let_go: bool = False) -> Way | None:
    """Have the way be what the question is: ended with an answer, a closing or a deletion; else going on.

    What goes on again, or waited for somebody who `let_go`, is due when it would have been due without that; what
    somebody is on waits for them. None when the question was never on its way.
    """
    question = _locked(question_id)
    way = Way.objects.filter(question=question_id).first()
    if question is None or way is None:
        return None
    state, next_at = _state(question, way, now), way.next_at
    if state != Way.State.GOING:
        next_at = None
    elif held := _held_until(question_id, now):
        next_at = max(held, _due_at(way, question))
    elif next_at is None or let_go:
        next_at = max(_due_at(way, question), now)
    if (way.state, way.next_at) != (state, next_at):
        way.state, way.next_at = state, next_at
        way.save(update_fields=["state", "next_at"])
    if next_at is not None:
        send_wave.later(question=question_id, key=f"wave:{question_id}", at=next_at)
    return way


def send(question_id: int, *, now: datetime) -> list[int]:
    """Tell the next few, when the next wave is due; the ids of those who were told. Twice is the same as once."""
    way = Way.objects.select_related("question").filter(question=question_id, next_at__lte=now).first()
    if way is None:
        return []
    # Whom it fits is worked out before anything is locked, since that takes longest.
    wave = WAVES[way.wave]
    fitting, neighbours = _look(way.question, wave, now=now)
    with transaction.atomic():
        question = _locked(question_id)
        settled = settle(question_id, now=now)
        if question is None or settled is None or settled.wave != way.wave or not _is_due(settled, now):
            return []
        found = {one.member_id: one for one in (*neighbours, *fitting)}
        _lock_members(found)
        # Read anew: what was true before the locks may have changed.
        out = never_told(question, now=now)
        reaches = reaches_of(found.keys() - out, question, now=now)
        chosen = reached(fitting, neighbours, reaches, wave=wave, now=now)
        _write(question, settled, chosen, now=now)
    return [one.member_id for one in chosen]


@job(atomic=False)
def send_wave(question: int, *, now: datetime) -> None:
    """The next wave of one question, when it is due."""
    send(question, now=now)


@every(minutes=5)
@job()
def send_due(*, now: datetime) -> None:
    """Whatever is due and has no job of its own any more."""
    due = Way.objects.filter(next_at__lte=now).order_by("next_at")  # index routing_way_due
    for question_id in due.values_list("question_id", flat=True)[:AT_ONCE]:
        send_wave.later(question=question_id, key=f"wave:{question_id}")


def _locked(question_id: int) -> Entry | None:
    """The question as it is now. Its key stays free, so that whoever holds a member and writes of it needn't wait."""
    return Entry.objects.select_for_update(no_key=True).filter(pk=question_id).first()


def _lock_members(member_ids: Collection[int]) -> None:
    list(
        Member.objects.filter(pk__in=member_ids)
        .order_by("pk")
        .select_for_update(no_key=True)
        .values_list("pk", flat=True)
    )


def _state(question: Entry, way: Way, now: datetime) -> str:
    if question.deleted_at is not None or question.closed_at is not None or question.locked_at is not None:
        return Way.State.CLOSED
    if question.answer_count:
        return Way.State.ANSWERED
    is_stale = way.wave == 0 and question.created_at < now - TOO_OLD
    return Way.State.DONE if is_stale or way.wave == len(WAVES) else Way.State.GOING


def _is_due(way: Way, now: datetime) -> bool:
    return way.next_at is not None and way.next_at <= now


def _due_at(way: Way, question: Entry) -> datetime:
    """When the next wave would be due if nothing had come between."""
    if way.wave == 0:
        return question.created_at
    last = Told.objects.filter(question=question).aggregate(at=Max("at"))["at"] or question.created_at
    return last + WAVES[way.wave - 1].pause


def _held_until(question_id: int, now: datetime) -> datetime | None:
    """Until when somebody is on it."""
    held = TakenOn.objects.filter(question=question_id, until__gt=now)
    until: datetime | None = held.aggregate(at=Max("until"))["at"]
    return until


def _look(question: Entry, wave: Wave, *, now: datetime) -> tuple[list[Candidate], list[Candidate]]:
    """Whom the question fits, and neighbours: those that the wave may tell, as far as it can be seen without locks.

    Goes on down the list until there are more than enough, or nobody is left.
    """
    more = replace(wave, most=wave.most * SPARE)
    out = never_told(question, now=now)
    neighbours = neighbours_of(question, without=out) if wave.wide else []
    reaches = reaches_of([one.member_id for one in neighbours], question, now=now)
    fitting: list[Candidate] = []
    for _round in range(ROUNDS):
        found = fitting_members(question, most=LOOKED_AT, without=out, now=now)
        fitting += [Candidate(one.member_id, one.score, one.facts) for one in found]
        reaches |= reaches_of([one.member_id for one in found], question, now=now)
        chosen = reached(fitting, neighbours, reaches, wave=more, now=now)
        if len(chosen) == more.most or len(found) < LOOKED_AT:
            break
        out |= {one.member_id for one in found}
    can = {one.member_id for one in chosen}
    return (
        [one for one in fitting if one.member_id in can],
        [one for one in neighbours if one.member_id in can],
    )


def _write(question: Entry, way: Way, chosen: list[Candidate], *, now: datetime) -> None:
    """The wave is sent, also when it found nobody: the next one looks further."""
    way.wave += 1
    Told.objects.bulk_create(
        Told(question=question, member_id=one.member_id, wave=way.wave, facts=list(one.facts), at=now)
        for one in chosen
    )
    is_last = way.wave == len(WAVES)
    way.state = Way.State.DONE if is_last else Way.State.GOING
    way.next_at = None if is_last else now + WAVES[way.wave - 1].pause
    way.save(update_fields=["wave", "state", "next_at"])
    if way.next_at is not None:
        send_wave.later(question=question.pk, key=f"wave:{question.pk}", at=way.next_at)
    if chosen:
        happened(
            "question.told",
            about=question,
            now=now,
            wave=way.wave,
            members=[one.member_id for one in chosen],
        )
