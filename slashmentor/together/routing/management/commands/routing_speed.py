"""Measures routing on this instance's own data: `slashmentor manage routing_speed`. It writes nothing."""

import json
import time
from argparse import ArgumentParser
from collections.abc import Callable, Iterable
from resource import RUSAGE_SELF, getrusage
from typing import TypeVar

import numpy as np
from django.core.management.base import BaseCommand
from django.utils import timezone

from slashmentor.commons.people.models import Member
from slashmentor.parts.questions.models import Entry
from slashmentor.together.routing.index import fitting_members, fitting_questions, reading
from slashmentor.together.routing.index.held import the_index
from slashmentor.together.routing.index.own import Index
from slashmentor.together.routing.ranking.amending import take_back, tell_late

T = TypeVar("T")


class Command(BaseCommand):
    help = (
        "Says how long this instance's index takes: to read, for a question, after an answer, for a member."
    )
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--times", type=int, default=30, help="how often each is done (30)")
        parser.add_argument("--json", action="store_true", help="the figures as JSON on the last line")

    def handle(self, *, times: int, **given: object) -> None:
        now = timezone.now()
        begun = time.perf_counter()
        with the_index() as index:
            load = time.perf_counter() - begun
            members, questions = len(index.figures.members), len(index.ids)
            rows = np.linspace(0, members - 1, min(times, members)).astype(int).tolist()
            some = [index.figures.members[row] for row in rows]
            answering = _each(lambda member: _answer(index, member), some)
        newest = Entry.objects.filter(kind=Entry.Kind.QUESTION, deleted_at=None).order_by(
            "-created_at", "-pk"
        )
        bags = reading.bags(list(newest.values_list("pk", flat=True)[:times]))
        with the_index() as index:
            ranking = _each(lambda question: _rank(index, question, bags), newest[:times])
        routing = _each(lambda question: fitting_members(question, most=50, now=now), newest[:times])
        fitting = _each(
            lambda member: fitting_questions(member, most=50, now=now), Member.objects.filter(pk__in=some)
        )
        figures = {
            "members": members,
            "questions": questions,
            "load_s": round(load, 1),
            **_spread("rank_ms", ranking),
            **_spread("question_ms", routing),
            **_spread("answer_ms", answering),
            **_spread("member_ms", fitting),
            "peak_mb": getrusage(RUSAGE_SELF).ru_maxrss // 1024,
        }
        for name, value in figures.items():
            self.stdout.write(f"{name:18} {value:>10,}")
        if given["json"]:
            self.stdout.write(json.dumps(figures))


def _rank(index: Index, question: Entry, bags: dict[int, dict[str, float]]) -> None:
    """From its words to the best fifty, without asking the database who is here and what speaks for them."""
    index.best(index.see(question.pk, bags[question.pk], question.topic_names), most=50, without=())


def _answer(index: Index, member: int) -> None:
    """As if they had answered the newest question, and not after all."""
    place = len(index.ids) - 1
    said = index.figures.questions[place].vector
    tell_late(index.figures, place, member, index.clock.now, said)
    take_back(index.figures, place, member, index.clock.now, said)


def _each(do: Callable[[T], object], things: Iterable[T]) -> list[float]:
    spent = []
    for thing in things:
        begun = time.perf_counter()
        do(thing)
        spent.append(1000 * (time.perf_counter() - begun))
    return spent


def _spread(name: str, spent: list[float]) -> dict[str, float]:
    """The middle one, and the one that 95 of 100 stay below."""
    if not spent:
        return {}
    return {f"{name}_p{of}": round(float(np.quantile(spent, of / 100)), 2) for of in (50, 95)}
