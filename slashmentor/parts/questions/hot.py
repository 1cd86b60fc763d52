"""Which questions are hot just now, worked out every ten minutes (rules.md, Hot questions)."""

import math
from datetime import datetime, timedelta

from django.db.models import Sum

from slashmentor.base.jobs import every, job

from .models import Entry

OUT_AFTER = timedelta(hours=72)
_HOUR = 3600


def heat(
    *, views: int, answers: int, score: int, answers_score: int, age_hours: float, updated_hours: float
) -> float:
    """The formula of rules.md; both ages in hours before now. Never below 0, which means: not hot."""
    above = 4 * math.log(max(views, 1)) + answers * score / 5 + answers_score
    below: float = ((age_hours + 1) - (age_hours - updated_hours) / 2) ** 1.5
    return max(above / below, 0.0)


@every(minutes=10)
@job()
def warm_up(*, now: datetime) -> None:
    """Write down the heat of every question younger than 72 hours, and let the older ones cool."""
    questions = Entry.objects.filter(kind=Entry.Kind.QUESTION)
    questions.filter(hot__gt=0, created_at__lte=now - OUT_AFTER).update(hot=0)
    young = questions.filter(created_at__gt=now - OUT_AFTER)
    scores = dict(
        Entry.objects.filter(kind=Entry.Kind.ANSWER, deleted_at=None, question__in=young.values("pk"))
        .values_list("question_id")
        .annotate(Sum("score"))
    )
    changed = []
    for question in young.only(
        "id", "views", "answer_count", "score", "created_at", "active_at", "deleted_at", "closed_at", "hot"
    ):
        hot = 0.0
        if question.deleted_at is None and question.closed_at is None:
            hot = heat(
                views=question.views,
                answers=question.answer_count,
                score=question.score,
                answers_score=scores.get(question.pk, 0),
                age_hours=max((now - question.created_at).total_seconds() / _HOUR, 0),
                updated_hours=max((now - question.active_at).total_seconds() / _HOUR, 0),
            )
        if abs(hot - question.hot) > 1e-4:
            question.hot = hot
            changed.append(question)
    Entry.objects.bulk_update(changed, ["hot"], batch_size=200)
