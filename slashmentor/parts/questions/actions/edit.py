from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from slashmentor.base.errors import Invalid
from slashmentor.base.permissions import allow
from slashmentor.base.text.names import find_mentions
from slashmentor.base.text.slug import slugify_title
from slashmentor.commons.happenings import happened
from slashmentor.commons.people.models import Member

from .. import rules
from ..models import Entry, Revision
from .following_up import bump_activity, link_questions
from .writing import checked_body, checked_title, checked_topics, give_topics, refuse

_WRITTEN = [
    "title", "slug", "body", "body_format", "body_html", "excerpt", "topic_names", "revision_count",
    "edited_at", "edited_by",
]  # fmt: skip


def edit(
    entry: Entry,
    *,
    by: Member,
    body: str,
    title: str | None = None,
    topics: Sequence[str] | None = None,
    summary: str = "",
    seen_revision: int | None = None,
    now: datetime,
) -> Entry:
    """Change what an entry says, keeping what it said. Returns it anew; unchanged words write nothing.

    `title` and `topics` belong to questions; None leaves them. `seen_revision` is the version that the
    editor began from: raises Invalid when there is a newer one by now, so that nobody's words are lost.
    Raises Refused when `by` may not edit it.
    """
    errors: dict[str, str] = {}
    body, rendered = checked_body(body, errors)
    with transaction.atomic():
        entry = Entry.objects.select_for_update().get(pk=entry.pk)
        allow(
            rules.can_edit, by, entry, or_say=_("You can edit what you wrote yourself, and community wikis.")
        )
        if entry.is_question:
            title = entry.title if title is None else checked_title(title, errors)
            names = entry.topic_names if topics is None else checked_topics(topics, errors)
        else:
            title, names = "", []
        if len(summary) > 300:
            errors["summary"] = _("The summary has at most 300 characters.")
        refuse(errors)
        assert rendered is not None
        _refuse_if_overtaken(entry, seen_revision)
        if (title, body, names) == (entry.title, entry.body, entry.topic_names):
            return entry
        _keep_first(entry)
        had = set(find_mentions(entry.body))
        entry.title, entry.slug = title, slugify_title(title) if title else ""
        entry.body, entry.body_format = body, Entry.Format.MARKDOWN
        entry.body_html, entry.excerpt = rendered.html, rendered.excerpt
        entry.revision_count += 1
        entry.edited_at, entry.edited_by = now, by
        if entry.is_question:
            give_topics(entry, names, now=now)
        entry.save(update_fields=_WRITTEN)
        Revision.objects.create(
            entry=entry, number=entry.revision_count, title=title, body=body, topic_names=names, by=by,
            summary=summary.strip(), at=now,
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
    entry.refresh_from_db()
    return entry


def _refuse_if_overtaken(entry: Entry, seen_revision: int | None) -> None:
    if seen_revision is not None and seen_revision != entry.revision_count:
        raise Invalid(
            _(
                "Somebody edited this while you were writing. Your words are below; please look at theirs first."
            )
        )


def _keep_first(entry: Entry) -> None:
    """Imported entries come without a history: their first version is written down before the first edit."""
    if entry.revision_count > 1 or entry.revisions.exists():
        return
    Revision.objects.create(
        entry=entry, number=1, title=entry.title, body=entry.body, body_format=entry.body_format,
        topic_names=entry.topic_names, by_id=entry.author_id, at=entry.created_at,
    )  # fmt: skip
