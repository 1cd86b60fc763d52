"""Other addresses of questions and answers: short ones, and those of the site that a community was brought from."""

from typing import Any

from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponsePermanentRedirect,
    HttpResponseRedirect,
)
from django.urls import reverse
from django.views.decorators.http import require_safe

from slashmentor.base.pages.render import member_of

from .. import rules
from ..models import Entry
from ..queries.page import Head, find_head, page_of


@require_safe
def short_question(request: HttpRequest, question_id: int) -> HttpResponse:
    """/q/<id>: the short link of a question."""
    head = find_head(question_id)
    if head is None or not _may_see(request, head.id, head.deleted_on):
        raise Http404
    return HttpResponsePermanentRedirect(head.path)


@require_safe
def short_answer(request: HttpRequest, answer_id: int) -> HttpResponse:
    """/a/<id>: an answer where it stands, on the right page of its question. A question's id works too."""
    entry = (
        Entry.objects.filter(pk=answer_id).only("id", "kind", "question_id", "score", "deleted_at").first()
    )
    head = find_head(entry.question_pk) if entry else None
    if entry is None or head is None or not _may_see(request, entry.pk, entry.deleted_at or head.deleted_on):
        raise Http404
    return HttpResponseRedirect(address_of(entry, head))


def address_of(entry: Entry, head: Head | None = None) -> str:
    """Where an entry can be read: the page of its question, at the entry."""
    head = head or find_head(entry.question_pk)
    assert head is not None
    if entry.is_question:
        return head.path
    number = page_of(head, entry.pk, entry.score)
    return f"{head.path}{f'?page={number}' if number > 1 else ''}#a{entry.pk}"


@require_safe
def old_question(request: HttpRequest, slug: str, old_id: int, old_slug: str = "") -> HttpResponse:  # noqa: ARG001
    """/c/<community>/questions/<old id>: a link to the site that the community was brought from."""
    entry = (
        Entry.objects.listed()
        .filter(community__slug=slug, origin_id=old_id)
        .only("id", "kind", "question_id", "slug")
        .first()
    )
    if entry is None:
        raise Http404
    if entry.is_question:
        return HttpResponsePermanentRedirect(entry.get_absolute_url())
    return HttpResponseRedirect(f"/a/{entry.pk}")


def imported(old_id: int) -> HttpResponse:
    """/questions/<id> with an id that is nobody's here, but was a question's on the one site that had it."""
    slugs = list(
        Entry.objects.listed()
        .filter(origin_id=old_id, kind=Entry.Kind.QUESTION)
        .values_list("community__slug", flat=True)[:2]
    )
    if len(slugs) != 1:
        raise Http404
    return HttpResponseRedirect(reverse("questions:old", args=[slugs[0], old_id]))


def _may_see(request: HttpRequest, entry_id: int, deleted: Any) -> bool:
    return deleted is None or bool(rules.can_see.test(member_of(request), Entry.objects.get(pk=entry_id)))
