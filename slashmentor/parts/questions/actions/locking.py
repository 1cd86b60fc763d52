"""The order in which rows are locked, so that two deeds at once never wait for each other crosswise.

The question first, then its answers by their ids, then comments; then the member who acts, and standings by their
members' ids (`ledger.write`). A job that goes through many questions has a transaction for each (`job(atomic=False)`):
else it would hold the standings of the first while it waits for the second.

Locks leave the row's key free (`no_key`): whoever only writes a row that names a post, such as a follower or a measure
of its words, waits for nobody and so for nobody crosswise.
"""

from collections.abc import Iterable

from django.db.models import Subquery
from django.db.models.functions import Coalesce

from ..models import Comment, Entry


def locked(entry: Entry) -> Entry:
    """The entry as it is now, locked together with its question until the transaction ends.

    What was read before may have changed since: go on with what this returns. Raises Entry.DoesNotExist.
    """
    here = Entry.objects.filter(pk=entry.pk).values("question_id")
    question = Entry.objects.select_for_update(no_key=True).get(pk=Coalesce(Subquery(here), entry.pk))
    if question.pk == entry.pk:
        return question
    answer = Entry.objects.select_for_update(no_key=True).get(pk=entry.pk)
    answer.question = question
    return answer


def locked_comment(pk: int) -> Comment:
    """The same for a comment: its question and entry are locked before it is. Raises Comment.DoesNotExist."""
    entry = locked(Entry(pk=Comment.objects.values_list("entry_id", flat=True).get(pk=pk)))
    comment = Comment.objects.select_for_update(of=("self",), no_key=True).select_related("author").get(pk=pk)
    comment.entry = entry
    return comment


def locked_answers(question: Entry) -> list[Entry]:
    """All answers of a question that is locked, deleted ones too, locked as well."""
    answers = list(Entry.objects.select_for_update(no_key=True).filter(question=question.pk).order_by("pk"))
    for answer in answers:
        answer.question = question
    return answers


def lock_all(entry_ids: Iterable[int]) -> None:
    """Lock these entries and their questions, as many as they are."""
    pairs = list(Entry.objects.filter(pk__in=entry_ids).values_list("question_id", "pk"))
    questions = {question_id or pk for question_id, pk in pairs}
    for ids in (questions, {pk for _question_id, pk in pairs} - questions):
        list(Entry.objects.select_for_update(no_key=True).filter(pk__in=ids).order_by("pk").values_list("pk"))
