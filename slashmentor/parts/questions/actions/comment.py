from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F, Max
from django.utils.translation import gettext as _

from slashmentor.base.days import utc_midnight
from slashmentor.base.errors import Invalid, Refused
from slashmentor.base.permissions import allow
from slashmentor.base.text.characters import tidy
from slashmentor.base.text.names import find_mentions
from slashmentor.base.text.render import Rendered, render_inline
from slashmentor.commons.happenings import happened
from slashmentor.commons.people.models import Member
from slashmentor.commons.standing.privileges import Position, Privilege, position_of, require, require_active

from .. import rules
from ..models import Comment, CommentVote, Entry
from .again import sent_before
from .following_up import link_questions, touch
from .locking import locked, locked_comment
from .tracing import Trace, trace_of

LENGTH = range(15, 601)


def comment(
    entry: Entry, *, by: Member, body: str, now: datetime, once_within: timedelta = timedelta(0)
) -> Comment:
    """Put a comment under a question or an answer; the same words `once_within` are one. Raises Refused or Invalid."""
    body, rendered = _checked(body)
    with transaction.atomic():
        entry = locked(entry)
        allow(rules.is_member, by, or_say=_("Please log in to comment."))
        allow(rules.is_here, by, entry, or_say=_("This was deleted, so it takes no comments."))
        allow(rules.can_comment, by, entry, or_say=_("This is locked, so it takes no comments."))
        position = position_of(by, entry.community_id)
        # Own posts and their answers: always.
        if rules.is_author.test(by, entry) or rules.is_asker.test(by, entry):
            require_active(position, now=now)
        else:
            require(position, Privilege.COMMENT, now=now)
        same = Comment.objects.filter(entry=entry, body=body)
        trace = trace_of(by, entry.question or entry, now=now)
        if trace.persona_id is not None:
            before = same.filter(persona=trace.persona_id, deleted_at=None, created_at__gte=trace.now).first()
        else:
            before = sent_before(same, by=by, now=now, within=once_within)
        if before is not None:
            return before
        written = _write(entry, body, rendered, trace)
        Entry.objects.filter(pk=entry.pk).update(comment_count=F("comment_count") + 1)
        touch(entry.question_pk)
        link_questions(entry.question_pk, rendered.links, now=now)
        happened(
            "entry.commented", by=trace.by, about=written, now=trace.now, mentions=list(find_mentions(body))
        )
    return written


def _write(entry: Entry, body: str, rendered: Rendered, trace: Trace) -> Comment:
    at, name = trace.now, ""
    if trace.persona_id is not None:
        # A full hour lies before remarks that this one replies to: it stands after the last of them.
        last = Comment.objects.filter(entry=entry).aggregate(at=Max("created_at"))["at"]
        at = max(at, last) if last is not None else at
        name = (entry.question or entry).author_name
    return Comment.objects.create(
        entry=entry, community_id=entry.community_id, author=trace.by, persona_id=trace.persona_id,
        author_name=name, body=body, body_html=rendered.html, created_at=at,
    )  # fmt: skip


def edit_comment(comment: Comment, *, by: Member, body: str, now: datetime) -> Comment:
    """Change a comment within its first five minutes; those who look after the community can at any time."""
    body, rendered = _checked(body)
    with transaction.atomic():
        found = locked_comment(comment.pk)
        allow(
            rules.can_edit_comment, by, found, or_say=_("You can edit the comments that you wrote yourself.")
        )
        position = position_of(by, found.community_id)
        require_active(position, now=now)
        trace = trace_of(by, found, now=now)
        editable_for = timedelta(minutes=position.numbers["comments.editable_minutes"])
        if trace.now - found.created_at > editable_for and not position.looks_after:
            raise Refused(
                _("A comment can be edited for %(minutes)s minutes. You can delete it and write a new one.")
                % {"minutes": position.numbers.whole("comments.editable_minutes")}
            )
        if body == found.body:
            return found
        found.body, found.body_html, found.edited_at = body, rendered.html, trace.now
        found.save(update_fields=["body", "body_html", "edited_at"])
        touch(found.entry.question_pk)
        happened(
            "comment.edited", by=trace.by, about=found, now=trace.now, mentions=list(find_mentions(body))
        )
    return found


def delete_comment(comment: Comment, *, by: Member, now: datetime) -> None:
    """Take a comment away; twice is the same as once."""
    with transaction.atomic():
        found = locked_comment(comment.pk)
        if found.deleted_at is not None:
            return
        allow(
            rules.can_edit_comment,
            by,
            found,
            or_say=_("You can delete the comments that you wrote yourself."),
        )
        require_active(position_of(by, found.community_id), now=now)
        trace = trace_of(by, found, now=now)
        record_comment_deletion(found, by=trace.by, now=trace.now)


def record_comment_deletion(comment: Comment, *, by: Member | None, now: datetime) -> None:
    """Take a locked comment that is here out of sight, and write it down. Asks nobody."""
    comment.deleted_at = now
    comment.save(update_fields=["deleted_at"])
    Entry.objects.filter(pk=comment.entry_id).update(comment_count=F("comment_count") - 1)
    touch(comment.entry.question_pk)
    happened("comment.deleted", by=by, about=comment, now=now)


def record_comment_return(comment: Comment, *, by: Member | None, now: datetime) -> None:
    """Bring a locked comment back that was deleted, and write it down; one that is here stays. Asks nobody."""
    if comment.deleted_at is None:
        return
    comment.deleted_at = None
    comment.save(update_fields=["deleted_at"])
    Entry.objects.filter(pk=comment.entry_id).update(comment_count=F("comment_count") + 1)
    touch(comment.entry.question_pk)
    happened("comment.undeleted", by=by, about=comment, now=now)


def find_useful(comment: Comment, *, by: Member, useful: bool = True, now: datetime) -> Comment:
    """Say that a comment is useful, or no longer. Twice is the same as once; 30 a day (rules.md)."""
    with transaction.atomic():
        found = locked_comment(comment.pk)
        allow(rules.can_find_useful, by, found, or_say=_("This is for the comments of others."))
        position = position_of(by, found.community_id)
        require_active(position, now=now)
        change = _give(found, by, position, now) if useful else -_take(found, by)
        if change:
            Comment.objects.filter(pk=found.pk).update(score=F("score") + change)
            touch(found.entry.question_pk)
            found.score += change
    return found


def _give(comment: Comment, by: Member, position: Position, now: datetime) -> int:
    require(position, Privilege.VOTE_UP, now=now)
    if CommentVote.objects.filter(voter=by, comment=comment).exists():
        return 0
    by.take_turns()
    midnight = utc_midnight(now)
    today = CommentVote.objects.filter(voter=by, cast_at__gte=midnight).count()
    if today >= position.numbers["comments.votes_a_day"]:
        raise Refused(
            _("You have found %(count)s comments useful today. There are more tomorrow.") % {"count": today}
        )
    CommentVote.objects.create(voter=by, comment=comment, cast_at=now)
    return 1


def _take(comment: Comment, by: Member) -> int:
    deleted, _each = CommentVote.objects.filter(voter=by, comment=comment).delete()
    return deleted


def _checked(body: str) -> tuple[str, Rendered]:
    body = tidy(body).replace("\r\n", "\n").strip()
    if len(body) < LENGTH.start:
        raise Invalid(
            {"body": _("Please say a little more: at least %(least)s characters.") % {"least": LENGTH.start}}
        )
    if len(body) >= LENGTH.stop:
        raise Invalid(
            {
                "body": _(
                    "A comment has at most %(most)s characters; this one has %(now)s. An answer can be longer."
                )
                % {"most": LENGTH.stop - 1, "now": len(body)}
            }
        )
    return body, render_inline(body)
