"""What follows from a change, in the same transaction: the question's version, its links, whether it is answered."""

import re
from collections.abc import Iterable
from datetime import datetime
from urllib.parse import urlsplit

from django.conf import settings
from django.db.models import DateTimeField, Exists, F, OuterRef, Q, Value
from django.db.models.functions import Coalesce, Greatest

from slashmentor.base.jobs import job

from ..models import Entry, Link, Tagging

_PATH = re.compile(r"^/(?:questions|q|(?P<answer>a))/(?P<id>\d{1,18})(?:[/?#]|$)")


def touch(question_id: int) -> None:
    """The question's page shows something new: no cached copy of it may be shown any more."""
    Entry.objects.filter(pk=question_id).update(version=F("version") + 1)


def bump_activity(question_id: int, *, now: datetime) -> None:
    """Asked, answered or edited: it comes to the top of the active ones.

    Never down from there: an anonymous asker's deeds are of the full hour before.
    """
    at = Greatest("active_at", Value(now, output_field=DateTimeField()))
    Entry.objects.filter(pk=question_id).update(active_at=at, version=F("version") + 1)
    Tagging.objects.filter(question=question_id).update(active_at=at)


def settle_answered(question_id: int) -> None:
    """Work out anew whether a question counts as answered: one accepted, or one with a positive score."""
    good = Entry.objects.filter(question=OuterRef("pk"), deleted_at=None).filter(
        Q(score__gt=0) | Q(pk=OuterRef("accepted"))
    )
    is_answered = Entry.objects.filter(pk=question_id).values_list(Exists(good), flat=True).get()
    if Entry.objects.filter(pk=question_id).exclude(is_answered=is_answered).update(is_answered=is_answered):
        Tagging.objects.filter(question=question_id).update(is_answered=is_answered)


def link_questions(question_id: int, hrefs: Iterable[str], *, now: datetime) -> None:
    """Remember which other questions of this instance a text links to, so that both pages can show it."""
    questions: set[int] = set()
    answers: set[int] = set()
    for href in hrefs:
        if match := _PATH.match(_path_here(href)):
            (answers if match["answer"] else questions).add(int(match["id"]))
    if not questions and not answers:
        return
    targets = set(
        Entry.objects.filter(
            Q(kind=Entry.Kind.QUESTION, pk__in=questions) | Q(kind=Entry.Kind.ANSWER, pk__in=answers)
        ).values_list(Coalesce("question_id", "pk"), flat=True)
    )
    Link.objects.bulk_create(
        (
            Link(source_id=question_id, target_id=target, kind=Link.Kind.LINKED, at=now)
            for target in sorted(targets - {question_id})
        ),
        ignore_conflicts=True,
    )
    # Later, since two questions that link to each other at once would wait for each other's rows here.
    for target in sorted(targets - {question_id}):
        touch_later.later(question_id=target, key=f"touch:{target}")


@job()
def touch_later(question_id: int) -> None:
    touch(question_id)


def _path_here(href: str) -> str:
    """The path of a link to this instance, else ""."""
    if href.startswith("/") and not href.startswith("//"):
        return href
    here = urlsplit(settings.SITE_URL)
    try:
        there = urlsplit(href)
    except ValueError:
        return ""
    return there.path if there.netloc == here.netloc else ""
