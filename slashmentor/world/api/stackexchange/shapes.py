"""Our rows as Stack Exchange's objects. A field that has nothing to say is left out, as there."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from django.conf import settings
from django.utils.html import escape

from slashmentor.commons.communities.models import Community
from slashmentor.commons.people.models import Member
from slashmentor.commons.standing.models import Standing
from slashmentor.parts.questions.models import Entry

Shape = dict[str, Any]


def seconds(moment: datetime | None) -> int | None:
    return int(moment.timestamp()) if moment is not None else None


def address(path: str) -> str:
    return settings.SITE_URL + path


def filled(**fields: Any) -> Shape:
    return {name: value for name, value in fields.items() if value is not None}


def question_shapes(entries: Sequence[Entry], community: Community, *, with_body: bool) -> list[Shape]:
    """`entries` with their authors; one query for what the authors' reputation is here."""
    reputations = _reputations(entries, community)
    return [_question(entry, reputations, with_body=with_body) for entry in entries]


def answer_shapes(entries: Sequence[Entry], community: Community, *, with_body: bool) -> list[Shape]:
    """`entries` with their authors and questions; one query for reputations."""
    reputations = _reputations(entries, community)
    return [_answer(entry, reputations, with_body=with_body) for entry in entries]


def owner(author: Member | None, name: str, reputations: dict[int, int]) -> Shape:
    """A shallow user; of accounts that are gone, and of personas, the name alone."""
    if author is None or not author.is_active:
        return {"user_type": "does_not_exist", "display_name": escape(name)}
    return filled(
        account_id=author.pk,
        reputation=reputations.get(author.pk, 1),
        user_id=author.pk,
        user_type="registered" if author.is_claimed else "unregistered",
        profile_image=address(author.picture.url) if author.picture else None,
        display_name=escape(author.shown_name),
        link=address(author.get_absolute_url()),
    )


def _question(entry: Entry, reputations: dict[int, int], *, with_body: bool) -> Shape:
    return filled(
        tags=entry.topic_names,
        owner=owner(entry.author, entry.author_name, reputations),
        is_answered=entry.is_answered,
        view_count=entry.views,
        bounty_amount=entry.bounty or None,
        protected_date=seconds(entry.protected_at),
        closed_date=seconds(entry.closed_at),
        closed_reason=(entry.closed_reason or "closed") if entry.closed_at else None,
        accepted_answer_id=entry.accepted_id,
        answer_count=entry.answer_count,
        community_owned_date=seconds(entry.created_at) if entry.is_wiki else None,
        score=entry.score,
        locked_date=seconds(entry.locked_at),
        last_activity_date=seconds(entry.active_at),
        creation_date=seconds(entry.created_at),
        last_edit_date=seconds(entry.edited_at),
        question_id=entry.pk,
        content_license=entry.licence or None,
        link=address(entry.get_absolute_url()),
        title=escape(entry.title),
        body=entry.body_html if with_body else None,
    )


def _answer(entry: Entry, reputations: dict[int, int], *, with_body: bool) -> Shape:
    question = entry.question
    assert question is not None
    return filled(
        owner=owner(entry.author, entry.author_name, reputations),
        is_accepted=question.accepted_id == entry.pk,
        community_owned_date=seconds(entry.created_at) if entry.is_wiki else None,
        score=entry.score,
        locked_date=seconds(entry.locked_at),
        last_activity_date=seconds(entry.edited_at or entry.created_at),
        last_edit_date=seconds(entry.edited_at),
        creation_date=seconds(entry.created_at),
        answer_id=entry.pk,
        question_id=question.pk,
        content_license=entry.licence or None,
        link=address(entry.get_absolute_url()),
        title=escape(question.title) if with_body else None,
        body=entry.body_html if with_body else None,
    )


def _reputations(entries: Iterable[Entry], community: Community) -> dict[int, int]:
    authors = {entry.author_id for entry in entries if entry.author_id is not None}
    here = Standing.objects.filter(community=community, member__in=authors)
    return dict(here.values_list("member_id", "reputation"))
