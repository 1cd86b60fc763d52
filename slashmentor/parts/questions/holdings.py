"""What this part holds of a member, for their export and for their leaving."""

from datetime import datetime
from typing import Any

from django.db.models import Count

from slashmentor.commons.media.actions import in_use, named_in
from slashmentor.commons.people.data import erases, exports
from slashmentor.commons.people.models import Member

from . import seals
from .actions.take_out import take_out
from .models import (
    Ballot,
    Bookmark,
    Bounty,
    Comment,
    CommentVote,
    Entry,
    Following,
    Greeter,
    Greeting,
    Judgement,
    Revision,
    Suggestion,
    Vote,
    VoteNote,
)

_ENTRY = (
    "id", "title", "body", "body_format", "topic_names", "score", "is_wiki", "created_at", "edited_at", "deleted_at",
    "question_id", "question__title", "community__slug", "licence",
)  # fmt: skip


@exports("questions")
def questions_of(member: Member) -> dict[str, Any]:
    """All they asked, answered, commented, edited, voted, kept and followed, deleted things included."""
    entries = Entry.objects.filter(author=member).order_by("pk")
    return {
        "asked": list(entries.filter(kind=Entry.Kind.QUESTION).values(*_ENTRY)),
        "answered": list(entries.filter(kind=Entry.Kind.ANSWER).values(*_ENTRY)),
        "commented": list(
            Comment.objects.filter(author=member)
            .order_by("pk")
            .values("id", "entry_id", "body", "score", "created_at", "edited_at", "deleted_at")
        ),
        "edited": list(
            Revision.objects.filter(by=member)
            .order_by("pk")
            .values("entry_id", "number", "title", "body", "topic_names", "summary", "at")
        ),
        "suggested_edits": list(
            Suggestion.objects.filter(by=member)
            .order_by("pk")
            .values("entry_id", "title", "body", "topic_names", "summary", "at", "state")
        ),
        "judged_edits": list(
            Judgement.objects.filter(by=member)
            .order_by("pk")
            .values("suggestion_id", "approves", "reason", "at")
        ),
        "votes": list(
            Vote.objects.filter(voter=member).order_by("pk").values("entry_id", "value", "cast_at")
        ),
        "vote_notes": list(
            VoteNote.objects.filter(voter=member).order_by("pk").values("entry_id", "lack", "at")
        ),
        # What others noted about theirs: how many, never who or when.
        "missed_in_mine": list(
            VoteNote.objects.filter(entry__author=member)
            .order_by("entry", "lack")
            .values("entry_id", "lack")
            .annotate(readers=Count("pk"))
        ),
        "welcomes": list(
            Greeter.objects.filter(member=member).order_by("pk").values("community__slug", "since")
        ),
        "welcomed": list(
            Greeting.objects.filter(greeted_by=member).order_by("pk").values("question_id", "greeted_at")
        ),
        "votes_to_close_and_delete": list(
            Ballot.objects.filter(voter=member)
            .order_by("pk")
            .values("entry_id", "purpose", "reason", "duplicate_of_id", "cast_at", "ended_at", "outcome")
        ),
        "useful_comments": list(
            CommentVote.objects.filter(voter=member).order_by("pk").values("comment_id", "cast_at")
        ),
        "bookmarks": list(Bookmark.objects.filter(member=member).order_by("pk").values("entry_id", "at")),
        "bounties": list(
            Bounty.objects.filter(by=member)
            .order_by("pk")
            .values(
                "question_id", "amount", "words", "offered_at", "ends_at", "state", "answer_id", "awarded"
            )
        ),
        "following": list(Following.objects.filter(member=member).order_by("pk").values("question_id", "at")),
    }


@erases("questions", order=50)
def erase_questions(member: Member, *, keep_words: bool, now: datetime) -> None:
    take_out(member, keep_words=keep_words, now=now)
    if not keep_words:
        # What was approved of them is a version of the post by now, and belongs to it.
        Suggestion.objects.filter(by=member).delete()


@erases("anonymous questions", order=40)
def forget_personas(member: Member, *, keep_words: bool, now: datetime) -> None:  # noqa: ARG001 - the registry's signature
    """Their seals go, so that nobody finds out any more; the questions stay, as nobody's."""
    seals.forget(seals.personas_of(member.pk, at_most=None))


@in_use
def pictures_shown(names: set[str]) -> set[str]:
    """Which of these pictures stand in a question or answer, or would once an edit is approved; comments have none."""
    bodies = Entry.objects.filter(body_html__contains="/media/").values_list("body_html", flat=True)
    waiting = Suggestion.objects.filter(body__contains="/media/", state=Suggestion.State.WAITING)
    return names & (named_in(bodies.iterator()) | named_in(waiting.values_list("body", flat=True).iterator()))
