from django.http import Http404, HttpRequest, HttpResponse
from django.utils.html import escape
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from slashmentor.base.pages.cached import cached_page

from ..feeds import Item, feed
from ..queries.lists import ListRow, find_beside, find_questions
from ..queries.page import find_entries, find_head
from .lists import SECONDS, asked_for, latest_of, shown_in
from .synonyms import follows_synonyms
from .tabs import Shown

ITEMS = 30


@require_safe
def questions(request: HttpRequest) -> HttpResponse:
    """/questions.atom, with the filters of /questions."""
    topic, community = request.GET.get("topic", "")[:60], request.GET.get("community", "")[:60]
    return _list(request, shown_in(request, topic=topic, community=community), path="/questions")


@require_safe
def community(request: HttpRequest, slug: str) -> HttpResponse:
    """/c/<slug>.atom"""
    return _list(request, shown_in(request, community=slug), path=f"/c/{slug}")


@require_safe
@follows_synonyms
def topic(request: HttpRequest, name: str) -> HttpResponse:
    """/topics/<name>.atom"""
    return _list(request, shown_in(request, topic=name), path=request.path.removesuffix(".atom"))


@require_safe
def question(request: HttpRequest, question_id: int, slug: str = "") -> HttpResponse:  # noqa: ARG001 - any slug does
    """/questions/<id>/<slug>.atom: a question and its newest answers."""
    head = find_head(question_id)
    if head is None or head.deleted_on is not None:
        raise Http404

    def make() -> HttpResponse:
        entries = find_entries(head, order="newest", page=1)
        items = [
            Item(
                title=head.title if row.is_question else _("Answer by %(name)s") % {"name": row.shown_name},
                path=head.path if row.is_question else f"/a/{row.id}",
                author=row.shown_name,
                html=row.body_html,
                at=row.created_at,
                changed_at=row.edited_at or row.created_at,
                topics=head.topics if row.is_question else [],
            )
            for row in entries
        ]
        return feed(request, title=head.title, path=head.path, items=items)

    return cached_page(request, "question.atom", head.version, make)


def _list(request: HttpRequest, shown: Shown, *, path: str) -> HttpResponse:
    def make() -> HttpResponse:
        beside = find_beside(topic=shown.topic, community=shown.community, most=1)
        about, here = asked_for(beside, shown)
        rows = find_questions(
            sort=shown.sort,
            topic=about.id if about else None,
            community=here.id if here else None,
            size=ITEMS,
        )
        title = " · ".join([here.name if here else _("Questions"), *([f"/{about.name}"] if about else [])])
        return feed(request, title=title, path=path, items=[_item(row) for row in rows[:ITEMS]])

    return cached_page(request, f"{shown.key}.atom", latest_of(request), make, seconds=SECONDS)


def _item(row: ListRow) -> Item:
    return Item(
        title=row.title,
        path=row.path,
        author=row.shown_name,
        html=f"<p>{escape(row.excerpt)}</p>",
        at=row.created_at,
        changed_at=row.active_at,
        topics=row.topics,
    )
