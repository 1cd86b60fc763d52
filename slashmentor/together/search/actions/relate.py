"""Writing down which questions are alike, so that each question's page shows them without searching."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.db.models import F, QuerySet

from slashmentor.base.jobs import job
from slashmentor.parts.questions.actions.following_up import touch_later
from slashmentor.parts.questions.models import Entry, Link

from ..queries.alike import MOST, Alike, find_alike

# Questions that one job of a whole community compares: about half a second.
_AT_ONCE = 100


def relate(question_id: int, *, now: datetime) -> None:
    """Find the five questions most like this one, and show it beside those that it is more like than what they show."""
    question = Entry.objects.listed().filter(pk=question_id, kind=Entry.Kind.QUESTION).first()
    found = _alike(question) if question is not None else []
    changed = {question_id} if _keep(question_id, found, now) else set()
    weights = {one.question.id: one.weight for one in found}
    changed |= _show_beside(question_id, weights, now)
    # Later and one by one, since two questions that are alike at once would wait for each other's rows here.
    for key in sorted(changed):
        touch_later.later(question_id=key, key=f"touch:{key}")


def relate_all(community_id: int) -> None:
    """Do the same for all questions of a community, in the background; what an import ends with."""
    relate_portion.later(community_id=community_id, after=0, key=f"relate:{community_id}")


@job(
    atomic=False
)  # it reads for half a second, which must not keep others from writing; twice is as good as once
def relate_portion(community_id: int, after: int, *, now: datetime) -> None:
    """The next hundred questions after this id; then plan those after them."""
    questions = list(
        Entry.objects.listed()
        .filter(kind=Entry.Kind.QUESTION, community=community_id, pk__gt=after)
        .order_by("pk")
        .only("pk", "title", "topic_names", "community_id")[:_AT_ONCE]
    )
    found = {question.pk: _alike(question) for question in questions}
    with transaction.atomic():
        # All of them are asked in turn, so each only writes down what stands beside itself.
        changed = [pk for pk, alike in found.items() if _keep(pk, alike, now)]
        Entry.objects.filter(pk__in=changed).update(version=F("version") + 1)
        if len(questions) == _AT_ONCE:
            last = questions[-1].pk
            relate_portion.later(community_id=community_id, after=last, key=f"relate:{community_id}:{last}")


def _alike(question: Entry) -> list[Alike]:
    return find_alike(
        question.title, question.topic_names, without=question.pk, community_id=question.community_id
    )


def _keep(question_id: int, found: Iterable[Alike], now: datetime) -> bool:
    """Make these the questions that stand beside this one; whether that changed anything."""
    before = dict(_links().filter(source=question_id).values_list("target", "weight"))
    after = {one.question.id: one.weight for one in found}
    if before == after:
        return False
    _links().filter(source=question_id).delete()
    _add([(question_id, target, weight) for target, weight in after.items()], now)
    return True


def _show_beside(question_id: int, weights: dict[int, float], now: datetime) -> set[int]:
    """Put this question among the five of each of the others where it belongs; which of them changed."""
    before = dict(_links().filter(target=question_id).values_list("source", "weight"))
    gone = set(before) - set(weights)
    _links().filter(target=question_id, source__in=gone).delete()
    beside: dict[int, list[tuple[float, int]]] = {source: [] for source in weights}
    rows = _links().filter(source__in=weights).exclude(target=question_id)
    for source, weight, pk in rows.values_list("source", "weight", "pk"):
        beside[source].append((weight, pk))
    new: list[tuple[int, int, float]] = []
    weakest: list[int] = []
    for source, weight in weights.items():
        others = sorted(beside[source], reverse=True)
        if len(others) >= MOST and others[MOST - 1][0] >= weight:
            gone |= {source} & set(before)
            _links().filter(target=question_id, source=source).delete()
            continue
        weakest += [pk for _weight, pk in others[MOST - 1 :]]
        if before.get(source) != weight:
            new.append((source, question_id, weight))
    _links().filter(pk__in=weakest).delete()
    _links().filter(target=question_id, source__in=[source for source, _to, _weight in new]).delete()
    _add(new, now)
    return gone | {source for source, _to, _weight in new}


def _links() -> QuerySet[Link]:
    return Link.objects.filter(kind=Link.Kind.ALIKE)


def _add(rows: Iterable[tuple[int, int, float]], now: datetime) -> None:
    Link.objects.bulk_create(
        [
            Link(source_id=source, target_id=target, kind=Link.Kind.ALIKE, weight=weight, at=now)
            for source, target, weight in rows
        ],
        ignore_conflicts=True,
    )
