"""Questions, answers and comments as things that can be flagged, and what moderators can do with them."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from slashmentor.base.errors import Refused
from slashmentor.base.text.fold import plain_text
from slashmentor.commons.people.models import Member
from slashmentor.commons.safety.flaggable import About, Act, flaggable
from slashmentor.commons.safety.models import Harm

from . import rules
from .actions.comment import delete_comment, record_comment_return
from .actions.delete import delete, undelete
from .actions.lock import lock
from .actions.locking import locked, locked_comment
from .actions.remove import remove_as_abuse, remove_comment
from .models import Comment, Entry


class Entries:
    """Questions and answers."""

    def load(self, ids: Iterable[int]) -> dict[int, Entry]:
        found = Entry.objects.select_related("question", "author", "community")
        return found.in_bulk(list(ids))

    def locked(self, pk: int) -> Entry:
        return locked(Entry(pk=pk))

    def may_see(self, member: Member, thing: Entry) -> bool:
        return bool(rules.can_see.test(member, thing))

    def about(self, thing: Entry) -> About:
        question = thing.question or thing
        return About(
            community_id=thing.community_id,
            title=question.title
            if thing.is_question
            else _("Answer to: %(title)s") % {"title": question.title},
            address=f"/a/{thing.pk}" if not thing.is_question else f"/q/{thing.pk}",
            excerpt=thing.excerpt,
            author=thing.author,
            is_gone=not rules.is_here.test(None, thing),
        )

    def harms(self, thing: Entry) -> Sequence[Harm]:
        own = (Harm.DUPLICATE,) if thing.is_question else (Harm.NOT_AN_ANSWER,)
        return (Harm.SPAM, Harm.ABUSE, *own, Harm.LOW_QUALITY, Harm.PRIVATE, Harm.OTHER)

    def acts(self, thing: Entry) -> Sequence[Act]:
        here = f"/entries/{thing.pk}"
        acts = [
            Act("post.deleted", gettext_lazy("Delete it"), _delete),
            Act("post.locked", gettext_lazy("Lock it"), lock),
            Act("edit", gettext_lazy("Edit it"), address=f"{here}/edit"),
        ]
        if thing.is_question and thing.closed_at is None:
            acts.append(Act("close", gettext_lazy("Close it"), address=f"/questions/{thing.pk}/close"))
        return acts

    def remove(self, thing: Entry, *, now: datetime) -> None:
        remove_as_abuse(thing, now=now)

    def restore(self, thing: Entry, *, by: Member, now: datetime) -> None:
        undelete(thing, by=by, now=now)


class Comments:
    """Remarks below them."""

    def load(self, ids: Iterable[int]) -> dict[int, Comment]:
        found = Comment.objects.select_related("entry", "entry__question", "author", "community")
        return found.in_bulk(list(ids))

    def locked(self, pk: int) -> Comment:
        return locked_comment(pk)

    def may_see(self, member: Member, thing: Comment) -> bool:
        return thing.deleted_at is None and bool(rules.can_see.test(member, thing.entry))

    def about(self, thing: Comment) -> About:
        question = thing.entry.question or thing.entry
        return About(
            community_id=thing.community_id,
            title=_("Comment on: %(title)s") % {"title": question.title},
            address=f"/entries/{thing.entry_id}/comments",
            excerpt=plain_text(thing.body_html),
            author=thing.author,
            is_gone=thing.deleted_at is not None or not rules.is_here.test(None, thing.entry),
        )

    def harms(self, thing: Comment) -> Sequence[Harm]:  # noqa: ARG002 - the protocol's signature
        return (Harm.SPAM, Harm.ABUSE, Harm.NO_LONGER, Harm.PRIVATE, Harm.OTHER)

    def acts(self, thing: Comment) -> Sequence[Act]:
        return [
            Act("post.deleted", gettext_lazy("Delete it"), _delete_comment),
            Act("edit", gettext_lazy("Edit it"), address=f"/comments/{thing.pk}/edit"),
        ]

    def remove(self, thing: Comment, *, now: datetime) -> None:
        remove_comment(thing, now=now)

    def restore(self, thing: Comment, *, by: Member, now: datetime) -> None:
        if not rules.looks_after.test(by, thing.entry):
            raise Refused(_("Only those who look after this community can bring it back."))
        record_comment_return(thing, by=by, now=now)


def _delete(entry: Entry, *, by: Member, reason: str, now: datetime) -> None:  # noqa: ARG001 - the decision has it
    delete(entry, by=by, now=now)


def _delete_comment(comment: Comment, *, by: Member, reason: str, now: datetime) -> None:  # noqa: ARG001 - same
    delete_comment(comment, by=by, now=now)


flaggable("questions.entry", Entries())
flaggable("questions.comment", Comments())
