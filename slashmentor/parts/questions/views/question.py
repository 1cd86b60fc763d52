"""A question with its answers: one page, kept for visitors, put together from kept parts for members."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.middleware.csrf import get_token
from django.utils import timezone
from django.utils.timesince import timesince
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from markupsafe import Markup

from slashmentor.base.pages.cached import cached_fragment, cached_page
from slashmentor.base.pages.panels import panels
from slashmentor.base.pages.render import fragment, member_of, page
from slashmentor.base.readers import reader_key
from slashmentor.commons.people.models import Stage
from slashmentor.commons.safety.panels import paused_here
from slashmentor.commons.standing.privileges import Privilege, what_stops

from .. import reading, rules, seals
from ..actions.measure import missing_for_protected
from ..advice import HELP
from ..along import Asked, said_above
from ..models import Entry
from ..queries.around import find_surroundings
from ..queries.bounties import open_bounty
from ..queries.closing import find_closed
from ..queries.mine import NOBODY, Mine, find_mine
from ..queries.page import ANSWERS_A_PAGE, ORDERS, EntryRow, Head, find_deleted, find_entries, find_head
from .addresses import imported
from .closing_notice import closing_piece
from .described import described_question
from .drafts import take_back
from .licences import licence_url
from .markup import topic_links
from .numbers import Pager, page_number
from .pieces import answer_piece, first_piece, persona_piece, pieces
from .places import Reader, fill, places_of

VIEWS = "<!--views-->"


@require_safe
def question(request: HttpRequest, question_id: int, slug: str = "") -> HttpResponse:
    """/questions/<id>/<slug>: the question, its answers in `?sort=`, `?page=` of them."""
    head = find_head(question_id)
    if head is None:
        return imported(question_id)
    member = member_of(request)
    if head.deleted_on is not None and not rules.can_see.test(member, Entry.objects.get(pk=head.id)):
        raise Http404
    if slug != head.slug:
        query = request.META.get("QUERY_STRING", "")
        return HttpResponsePermanentRedirect(head.path + (f"?{query}" if query else ""))
    order = request.GET.get("sort", "votes")
    number = page_number(request.GET.get("page"), most=head.answer_count // ANSWERS_A_PAGE + 1)
    if order not in ORDERS:
        raise Http404
    now = timezone.now()
    reading.read(head.id, reader_key(request, now), now)
    shown = {VIEWS: f"{head.views:,}"}
    first = head.is_first(now)
    if member is not None:
        return _for_member(request, head, member, order, number)
    return cached_page(
        request,
        "question",
        f"{head.fresh}{'-first' if first else ''}",
        lambda: page(
            request, "questions/question.html", _context(head, _for_visitor(request, head, order, number))
        ),
        fill=shown,
    )


def _shared(request: HttpRequest, head: Head, order: str, number: int) -> Markup:
    """The markup that is the same for all readers; two queries when it isn't kept."""

    def make() -> str:
        entries = find_entries(head, order=order, page=number)
        around = find_surroundings(head.id, entries)
        asked, answers = entries[0], entries[1:]
        return fragment(
            request,
            "questions/_question.html",
            {
                "head": head,
                "topics": head.topics,
                "question": asked,
                "answers": answers,
                "order": order,
                "comments": around.comments,
                "linked": around.linked,
                "alike": around.alike,
                "duplicates": around.duplicates,
                "closed": find_closed(head.id, [row.entry_id for row in around.duplicates])
                if head.closed_on
                else None,
                "help": HELP,
                "bounty": open_bounty(head.id) if head.bounty else None,
                "pager": _pager(head, order, number),
                "stages": dict(Stage.choices),
                "levels": _levels(),
                "licence_url": licence_url,
                "topic_links": topic_links,
                "late": _late(head, asked, answers),
                "data": described_question(head, asked, answers),
            },
        )

    return cached_fragment(f"question:{head.id}:{order}:{number}", head.fresh, make)


def _for_visitor(request: HttpRequest, head: Head, order: str, number: int) -> Markup:
    reader = Reader(member_id=None, mine=NOBODY, asker_id=head.author_id, now=timezone.now())
    return fill(
        _shared(request, head, order, number),
        reader,
        {
            "gone": lambda _numbers: "",
            "first": lambda _numbers: first_piece(waits=head.is_first(reader.now)),
            "along": lambda _numbers: "",
            "persona": lambda _numbers: "",
            "closing": lambda _numbers: "",
            "side": lambda _numbers: str(panels("question.side", request, head)),
            "answer": lambda numbers: _answer_form(request, head, reader, numbers),
        },
    )


def _for_member(request: HttpRequest, head: Head, member: Any, order: str, number: int) -> HttpResponse:
    shared = _shared(request, head, order, number)
    is_persona = head.persona_id is not None and seals.is_theirs(head.persona_id, member.pk)
    mine = find_mine(
        member,
        question_id=head.id,
        community_id=head.community_id,
        entries=places_of(shared, "margin"),
        comments=places_of(shared, "remark"),
        is_asker=is_persona,
    )
    reader = Reader(
        member_id=member.pk,
        mine=mine,
        asker_id=head.author_id,
        now=timezone.now(),
        token=get_token(request),
        is_persona=is_persona,
        is_closed=head.closed_on is not None,
        takes_bounty=head.closed_on is None and not head.bounty,
    )
    body = fill(
        shared,
        reader,
        {
            "gone": lambda _numbers: _deleted(request, head, reader, mine),
            "first": lambda _numbers: first_piece(waits=head.is_first(reader.now)),
            "along": lambda _numbers: _along(head, reader),
            "persona": lambda _numbers: _persona(head, reader),
            "closing": lambda _numbers: closing_piece(request, head, reader),
            "side": lambda _numbers: str(panels("question.side", request, head)),
            "answer": lambda numbers: (
                "" if reader.is_persona else _answer_form(request, head, reader, numbers)
            ),
        },
    )
    return page(
        request,
        "questions/question.html",
        {
            **_context(head, Markup(body.replace(VIEWS, f"{head.views:,}"))),  # noqa: S704 - as above
            "token": reader.token,
        },
    )


def _deleted(request: HttpRequest, head: Head, reader: Reader, mine: Mine) -> str:
    """The deleted answers that this reader may see: their own, or all for those with moderator tools."""
    sees_all = reader.position.may(Privilege.TOOLS)
    ids = [key for key, author in mine.deleted.items() if sees_all or author == reader.member_id]
    if not ids:
        return ""
    rows = find_deleted(ids)
    markup = fragment(
        request,
        "questions/_deleted.html",
        {
            "head": head,
            "answers": rows,
            "topics": [],
            "comments": {},
            "late": {},
            "stages": dict(Stage.choices),
            "levels": {},
            "licence_url": licence_url,
            "topic_links": topic_links,
        },
    )
    return str(fill(markup, reader, {}))


def _along(head: Head, reader: Reader) -> str:
    """What other apps say of the question to this reader (along.py)."""
    shut = (head.closed_on, head.locked_on, head.deleted_on)
    return said_above(
        Asked(
            id=head.id,
            is_asker=reader.is_persona or head.author_id == reader.member_id,
            is_waiting=head.answer_count == 0 and all(since is None for since in shut),
            stops=what_stops(reader.position, None, now=reader.now),
            now=reader.now,
            facts=reader.mine.facts,
        )
    )


def _persona(head: Head, reader: Reader) -> str:
    if not (reader.is_persona or reader.looks_after):
        return ""
    name = Entry.objects.values_list("author_name", flat=True).get(pk=head.id)
    return persona_piece(head.id, name, is_theirs=reader.is_persona)


def _answer_form(request: HttpRequest, head: Head, reader: Reader, numbers: list[int]) -> str:
    _question_id, closed, protected = numbers
    if closed or head.deleted_on is not None:
        return ""
    if reader.token and (paused := paused_here(request, reader.position, head.community_name)):
        return str(pieces().not_yet(paused))
    if reader.token and (missing := what_stops(reader.position, Privilege.CREATE, now=reader.now)):
        return str(pieces().not_yet(missing))
    if protected and reader.token:
        missing = missing_for_protected(reader.position, reader.mine.brought)
        if missing:
            return str(pieces().not_yet(missing))
    draft = take_back(request, f"answer-{head.id}").get("body", "") if reader.token else ""
    return answer_piece(head.id, token=reader.token, draft=draft)


def _late(head: Head, asked: EntryRow, answers: Sequence[EntryRow]) -> dict[int, str]:
    """How long after the question the late answers came, in words, by their ids."""
    late = timedelta(days=head.numbers["late.days"])
    return {
        row.id: timesince(asked.created_at, row.created_at, depth=1)
        for row in answers
        if row.created_at - asked.created_at > late
    }


def _context(head: Head, body: Markup) -> dict[str, Any]:
    return {"head": head, "body": body, "description": head.excerpt[:160] or head.title}


def _pager(head: Head, order: str, number: int) -> Pager:
    beside = 1 if order == "votes" and head.accepted_id else 0  # stands before the others on the first page
    return Pager(
        path=head.path,
        query={"sort": order} if order != "votes" else {},
        number=number,
        more=number * ANSWERS_A_PAGE < head.answer_count - beside,
        fragment="answers",
    )


def _levels() -> dict[str, str]:
    return {
        "expert": _("knows /%(topic)s as an expert"),
        "can_help": _("can help with /%(topic)s"),
        "learning": _("is learning /%(topic)s"),
    }
