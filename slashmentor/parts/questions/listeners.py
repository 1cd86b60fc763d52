"""What other happenings change on questions' pages: each names people, and other questions."""

from typing import Any

from django.db.models import F, Q

from slashmentor.commons.happenings import hears

from .models import Comment, Entry, Link


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
    _touch({question_id or key for key, question_id in [*wrote, *said]})


def _touch(question_ids: set[int]) -> None:
    ids = sorted(question_ids)
    for start in range(0, len(ids), 500):
        Entry.objects.filter(pk__in=ids[start : start + 500]).update(version=F("version") + 1)
