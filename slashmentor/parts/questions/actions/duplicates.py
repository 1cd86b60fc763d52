"""A duplicate points on to the question that has the answers."""

from datetime import datetime

from django.utils.translation import gettext as _

from slashmentor.base.errors import Invalid

from ..models import Entry, Link
from .following_up import touch_later

MOST_STEPS = 10


def checked_duplicate(question: Entry, other: Entry | None) -> Entry:
    """The question that `question` may point on to: where the chain of duplicates from `other` ends.

    Raises Invalid: none chosen, the question itself, or one that is deleted. Another community's is fine, since
    an answer helps wherever it stands.
    """
    if other is None:
        raise Invalid({"duplicate_of": _("Say which question asked this before.")})
    found = last_of_chain(other)
    if question.pk in {other.pk, found.pk}:
        raise Invalid({"duplicate_of": _("That leads back to this question itself. Choose another one.")})
    if not found.is_question or found.deleted_at is not None:
        raise Invalid({"duplicate_of": _("That question is not here any more. Choose another one.")})
    return found


def last_of_chain(question: Entry) -> Entry:
    """The question itself, or where it points on to when it was closed as a duplicate, and so on."""
    seen = {question.pk}
    for _step in range(MOST_STEPS):
        link = (
            Link.objects.filter(
                source=question,
                source__closed_at__isnull=False,
                target__deleted_at=None,
                kind=Link.Kind.DUPLICATE,
            )
            .select_related("target")
            .order_by("pk")
            .first()
        )
        if link is None or link.target_id in seen:
            break
        question = link.target
        seen.add(question.pk)
    return question


def point_on(question: Entry, target: Entry, *, now: datetime) -> None:
    """Both pages show that the one asks what the other does."""
    Link.objects.get_or_create(source=question, target=target, kind=Link.Kind.DUPLICATE, defaults={"at": now})
    # Later, since two questions that are closed at once would wait for each other's rows here.
    touch_later.later(question_id=target.pk, key=f"touch:{target.pk}")


def point_no_more(question: Entry) -> None:
    """A question that is open again stands for itself."""
    links = Link.objects.filter(source=question, kind=Link.Kind.DUPLICATE)
    for target_id in links.values_list("target_id", flat=True):
        touch_later.later(question_id=target_id, key=f"touch:{target_id}")
    links.delete()
