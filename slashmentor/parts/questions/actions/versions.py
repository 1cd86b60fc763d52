"""An entry's versions: what an edit wants it to say, checked; and the one way in which it comes to say so."""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from django.utils.translation import gettext as _

from slashmentor.base.text.names import find_mentions
from slashmentor.base.text.render import Rendered, render
from slashmentor.base.text.slug import slugify_title
from slashmentor.commons.happenings import happened
from slashmentor.commons.people.models import Member
from slashmentor.commons.standing.privileges import Position
from slashmentor.commons.topics.queries import main_names

from ..models import Entry, Revision
from .following_up import bump_activity, link_questions
from .measure import refuse_newcomers_extras
from .writing import checked_body, checked_title, checked_topics, give_topics, prefix_of, refuse

SUMMARY_AT_MOST = 300

_WRITTEN = [
    "title", "slug", "body", "body_format", "body_html", "excerpt", "topic_names", "revision_count",
    "edited_at", "edited_by",
]  # fmt: skip


class Said(NamedTuple):
    """What a version says, in Markdown; an answer has neither title nor topics."""

    title: str
    body: str
    topics: list[str]


class Draft(NamedTuple):
    """What an entry is to say next: checked, and rendered."""

    said: Said
    rendered: Rendered
    summary: str


def said_by(version: Entry | Revision) -> Said:
    """What an entry says now, or said in one of its versions. What was imported came as HTML."""
    body = version.body
    if version.body_format == Entry.Format.HTML:
        from slashmentor.base.text.to_markdown import to_markdown  # a parser that few processes need

        body = to_markdown(body)
    return Said(version.title, body, list(version.topic_names))


def drafted(
    entry: Entry,
    position: Position,
    *,
    body: str,
    title: str | None = None,
    topics: Sequence[str] | None = None,
    summary: str = "",
) -> Draft:
    """The words for an entry's next version as somebody in this `position` sent them; None leaves what is there.

    Raises Invalid with a sentence beside each field: too short, too long, or what opens to newcomers later.
    """
    errors: dict[str, str] = {}
    names: list[str]
    body, rendered = checked_body(body, errors)
    if not entry.is_question:
        title, names = "", []
    else:
        title = entry.title if title is None else checked_title(title, errors)
        names = list(entry.topic_names) if topics is None else checked_topics(topics, errors)
    if len(summary) > SUMMARY_AT_MOST:
        errors["summary"] = _("The summary has at most %(most)s characters.") % {"most": SUMMARY_AT_MOST}
    refuse(errors)
    assert rendered is not None
    refuse_newcomers_extras(rendered, names, position, had=entry.body_html)
    return Draft(Said(title, body, names), rendered, summary.strip())


def draft_of(said: Said, summary: str) -> Draft:
    """What was said or suggested before, to be said now: nobody is asked to write more or less of it again."""
    rendered = render(said.body, prefix=prefix_of(said.body))
    return Draft(Said(said.title, said.body, main_names(said.topics)), rendered, summary)


def rewrite(entry: Entry, draft: Draft, *, by: Member | None, now: datetime) -> bool:
    """Let an entry say what was drafted, as its next version; False when it says just that already. Asks nobody.

    The entry is locked by the caller, and the transaction is theirs.
    """
    said, rendered = draft.said, draft.rendered
    if said == (entry.title, entry.body, entry.topic_names):
        return False
    _keep_first(entry)
    had = set(find_mentions(entry.body))
    entry.title, entry.slug = said.title, slugify_title(said.title) if said.title else ""
    entry.body, entry.body_format = said.body, Entry.Format.MARKDOWN
    entry.body_html, entry.excerpt = rendered.html, rendered.excerpt
    entry.revision_count += 1
    entry.edited_at, entry.edited_by = now, by
    if entry.is_question:
        give_topics(entry, said.topics, now=now)
    entry.save(update_fields=_WRITTEN)
    Revision.objects.create(
        entry=entry, number=entry.revision_count, title=said.title, body=said.body,
        topic_names=entry.topic_names, by=by, summary=draft.summary, at=now,
    )  # fmt: skip
    bump_activity(entry.question_pk, now=now)
    link_questions(entry.question_pk, rendered.links, now=now)
    happened(
        "question.edited" if entry.is_question else "answer.edited",
        by=by,
        about=entry,
        now=now,
        mentions=[handle for handle in rendered.mentions if handle not in had],
    )
    return True


def _keep_first(entry: Entry) -> None:
    """Imported entries come without a history: their first version is written down before the first edit."""
    if entry.revision_count > 1 or entry.revisions.exists():
        return
    Revision.objects.create(
        entry=entry, number=1, title=entry.title, body=entry.body, body_format=entry.body_format,
        topic_names=entry.topic_names, by_id=entry.author_id, at=entry.created_at,
    )  # fmt: skip
