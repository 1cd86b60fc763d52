"""questions, answers and search: what everybody may read of one community."""

from collections.abc import Sequence
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, JsonResponse
from ninja import Query

from slashmentor.base.limits import limit, who
from slashmentor.commons.communities.models import Community
from slashmentor.parts.questions.models import Entry
from slashmentor.together.search.grammar import parse
from slashmentor.together.search.queries.find import RANKED, Sort, find

from .parameters import Listing, Searching, Tagged, ids_of, listed
from .shapes import Shape, answer_shapes, question_shapes
from .sorting import created_within, sorted_by
from .wrapper import Wrong, answered, counted, method

_QUESTIONS = {
    "activity": "active_at",
    "votes": "score",
    "creation": "created_at",
    "hot": "hot",
    "week": "hot",
    "month": "hot",
}
_ANSWERS = {"activity": "created_at", "creation": "created_at", "votes": "score"}
_SEARCH = {"activity": "active_at", "creation": "created_at", "votes": "score", "relevance": "score"}


@method("/questions")
def questions(request: HttpRequest, asked: Query[Tagged]) -> JsonResponse:
    here = community_of(asked.site)
    return _questions(request, asked, here, _tagged(_all(here, Entry.Kind.QUESTION), asked.tagged))


@method("/questions/unanswered")
def unanswered(request: HttpRequest, asked: Query[Tagged]) -> JsonResponse:
    """Open ones without an accepted or upvoted answer."""
    here = community_of(asked.site)
    rows = _all(here, Entry.Kind.QUESTION).filter(is_answered=False, closed_at=None)
    return _questions(request, asked, here, _tagged(rows, asked.tagged))


@method("/questions/{ids}")
def questions_by_id(request: HttpRequest, ids: str, asked: Query[Listing]) -> JsonResponse:
    here = community_of(asked.site)
    return _questions(request, asked, here, _all(here, Entry.Kind.QUESTION).filter(pk__in=_ids(ids)))


@method("/questions/{ids}/answers")
def answers_of(request: HttpRequest, ids: str, asked: Query[Listing]) -> JsonResponse:
    here = community_of(asked.site)
    return _answers(request, asked, here, _all(here, Entry.Kind.ANSWER).filter(question__in=_ids(ids)))


@method("/answers")
def answers(request: HttpRequest, asked: Query[Listing]) -> JsonResponse:
    here = community_of(asked.site)
    return _answers(request, asked, here, _all(here, Entry.Kind.ANSWER))


@method("/answers/{ids}")
def answers_by_id(request: HttpRequest, ids: str, asked: Query[Listing]) -> JsonResponse:
    here = community_of(asked.site)
    return _answers(request, asked, here, _all(here, Entry.Kind.ANSWER).filter(pk__in=_ids(ids)))


@method("/users/{ids}/questions")
def questions_of_users(request: HttpRequest, ids: str, asked: Query[Listing]) -> JsonResponse:
    here = community_of(asked.site)
    rows = _all(here, Entry.Kind.QUESTION).filter(author__in=_ids(ids), author__shows_activity=True)
    return _questions(request, asked, here, rows)


@method("/users/{ids}/answers")
def answers_of_users(request: HttpRequest, ids: str, asked: Query[Listing]) -> JsonResponse:
    here = community_of(asked.site)
    rows = _all(here, Entry.Kind.ANSWER).filter(author__in=_ids(ids), author__shows_activity=True)
    return _answers(request, asked, here, rows)


@method("/search/advanced")
def search(request: HttpRequest, asked: Query[Searching]) -> JsonResponse:
    """Questions by words and by what they are. `sort=relevance` needs `q`, and ranks the newest 2,000 matches."""
    here = community_of(asked.site)
    rows = _tagged(_all(here, Entry.Kind.QUESTION), asked.tagged)
    if without := listed(asked.nottagged):
        rows = rows.exclude(taggings__topic__name__in=without)
    for word in (asked.title, asked.intitle):
        rows = rows.filter(title__icontains=word) if word else rows
    if asked.q or asked.body or asked.title or asked.intitle:
        limit("search", who(request), times=30, seconds=60)  # rules.md
    if asked.body:
        # By the index of words; reading 100,000 texts for a piece of one would take a second.
        rows = rows.filter(pk__in=_matches(asked.body, here))
    rows = rows.filter(**_wanted(asked))
    if asked.q and asked.sort in {None, "relevance"} and not asked.only_total:
        return _by_relevance(request, asked, here, rows)
    if asked.q:
        rows = rows.filter(pk__in=_matches(asked.q, here))
    return _questions(request, asked, here, rows, columns=_SEARCH)


@method("/search")
def simple_search(request: HttpRequest, asked: Query[Searching]) -> JsonResponse:
    """The older method: `intitle` or `tagged`, one of them at least."""
    if not (asked.intitle or asked.tagged or asked.q):
        raise Wrong("one of tagged or intitle must be set")
    response: JsonResponse = search(request, asked)
    return response


def community_of(slug: str) -> Community:
    found = Community.objects.filter(slug=slug).first()
    if found is None:
        raise Wrong(f"No site found for name `{slug[:40]}`")
    return found


def _all(community: Community, kind: Entry.Kind) -> QuerySet[Entry]:
    entries: QuerySet[Entry] = Entry.objects.listed().filter(community=community, kind=kind)
    return entries.select_related("author", "author__picture", "question").defer(
        "body", "question__body", "question__body_html"
    )


def _tagged(rows: QuerySet[Entry], names: str) -> QuerySet[Entry]:
    """Those with all of the topics. Five a question, so that six find nothing."""
    for name in listed(names)[:6]:
        rows = rows.filter(taggings__topic__name=name)
    return rows


def _wanted(asked: Searching) -> dict[str, Any]:
    """What search/advanced asks of a question beside its words."""
    wanted: dict[str, Any] = {}
    if asked.user is not None:
        wanted |= {"author": asked.user, "author__shows_activity": True}
    if asked.accepted is not None:
        wanted["accepted__isnull"] = not asked.accepted
    if asked.closed is not None:
        wanted["closed_at__isnull"] = not asked.closed
    if asked.wiki is not None:
        wanted["is_wiki"] = asked.wiki
    if asked.answers is not None:
        wanted["answer_count__gte"] = asked.answers
    if asked.views is not None:
        wanted["views__gte"] = asked.views
    return wanted


def _matches(words: str, here: Community) -> list[int]:
    """The questions that answer a search, best first, those whose answers do among them."""
    found = find(
        parse(words), viewer=None, sort=Sort.RELEVANCE, size=RANKED, cards=0, community_id=here.pk
    ).entries
    questions = dict(
        Entry.objects.filter(pk__in=found, kind=Entry.Kind.ANSWER).values_list("pk", "question_id")
    )
    return list(dict.fromkeys(questions.get(pk) or pk for pk in found))


def _by_relevance(
    request: HttpRequest, asked: Searching, here: Community, rows: QuerySet[Entry]
) -> JsonResponse:
    ranked = _matches(asked.q, here)
    if asked.order == "asc":
        ranked.reverse()
    fitting = set(created_within(rows, asked).filter(pk__in=ranked).values_list("pk", flat=True))
    wanted = [pk for pk in ranked if pk in fitting][asked.window]
    by_id = rows.in_bulk(wanted)
    return answered(request, asked, [by_id[pk] for pk in wanted if pk in by_id], _shape(here, asked))


def _questions(
    request: HttpRequest,
    asked: Listing,
    here: Community,
    rows: QuerySet[Entry],
    *,
    columns: dict[str, str] | None = None,
) -> JsonResponse:
    rows = sorted_by(created_within(rows, asked), asked, columns or _QUESTIONS, default="activity")
    if asked.sort == "hot":
        rows = rows.filter(hot__gt=0)
    if asked.only_total:
        return counted(request, rows.count())
    return answered(request, asked, list(rows[asked.window]), _shape(here, asked))


def _answers(request: HttpRequest, asked: Listing, here: Community, rows: QuerySet[Entry]) -> JsonResponse:
    rows = sorted_by(created_within(rows, asked), asked, _ANSWERS, default="activity")
    if asked.only_total:
        return counted(request, rows.count())

    def shape(entries: Sequence[Entry]) -> list[Shape]:
        return answer_shapes(entries, here, with_body=asked.with_body)

    return answered(request, asked, list(rows[asked.window]), shape)


def _shape(here: Community, asked: Listing) -> Any:
    def shape(entries: Sequence[Entry]) -> list[Shape]:
        return question_shapes(entries, here, with_body=asked.with_body)

    return shape


def _ids(text: str) -> list[int]:
    try:
        return ids_of(text)
    except ValueError as error:
        raise Wrong("ids") from error
