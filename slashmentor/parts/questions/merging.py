"""What was asked, answered, voted and kept by two accounts that become one.

Nobody votes for themselves or accepts their own answer for points: what the two gave each other is taken back,
with its points. Of what both did to the same thing, one stays.
"""

from datetime import datetime

from django.db.models import F, Q

from slashmentor.commons.communities.numbers import numbers_in
from slashmentor.commons.people.data import merges, merges_once, moves
from slashmentor.commons.people.models import Member
from slashmentor.commons.standing import ledger
from slashmentor.commons.standing.models import Line

from . import seals
from .actions.vote import record
from .models import (
    Ballot,
    Bookmark,
    Comment,
    CommentVote,
    Entry,
    Opening,
    Suspicion,
    Vote,
)

moves(
    "questions.bounty.by",
    "questions.comment.author",
    "questions.entry.author",
    "questions.entry.deleted_by",
    "questions.entry.edited_by",
    "questions.greeting.greeted_by",
    "questions.revision.by",
    "questions.suggestion.by",
    "questions.suspicion.decided_by",
)


@merges("questions.vote.voter", "questions.vote.author", order=10)
def merge_votes(gone: Member, into: Member, *, now: datetime) -> None:
    """Before the ledger is merged, so that each account gives back the points it got."""
    between = Q(voter=gone, author=into) | Q(voter=into, author=gone)
    twice = Q(voter=gone, entry__in=Vote.objects.filter(voter=into).values("entry"))
    for vote in Vote.objects.filter(between | twice).select_related("voter").order_by("entry_id", "pk"):
        entry = (
            Entry.objects.select_for_update(of=("self",), no_key=True)
            .select_related("question")
            .get(pk=vote.entry_id)
        )
        numbers = numbers_in(entry.community_id)
        record(entry, vote, by=vote.voter, value=0, numbers=numbers, now=now, why=Line.Why.MERGED)
    Vote.objects.filter(voter=gone).update(voter=into)
    Vote.objects.filter(author=gone).update(author=into)


@merges(order=11)
def merge_acceptance(gone: Member, into: Member, *, now: datetime) -> None:
    """An answer that the one gave and the other accepted is one's own now: it stays accepted, without points."""
    between = Q(author=gone, accepted__author=into) | Q(author=into, accepted__author=gone)
    for question in Entry.objects.filter(between, accept_pays=True).order_by("pk"):
        assert question.accepted_id is not None
        ledger.settle(
            question.community_id,
            question.accepted_id,
            (),
            kinds=(Line.Kind.ACCEPTED, Line.Kind.ACCEPTING),
            numbers=numbers_in(question.community_id),
            why=Line.Why.MERGED,
            now=now,
        )
        Entry.objects.filter(pk=question.pk).update(accept_pays=False)


@merges(order=12)
def merge_personas(gone: Member, into: Member, *, now: datetime) -> None:
    """What was asked anonymously stays the asker's to edit; nobody else can see that it is theirs."""
    seals.hand_over(gone.pk, into.pk, now=now)


@merges("questions.commentvote.voter", order=12)
def merge_useful_comments(gone: Member, into: Member, *, now: datetime) -> None:  # noqa: ARG001 - the registry's signature
    between = Q(voter=gone, comment__author=into) | Q(voter=into, comment__author=gone)
    twice = Q(voter=gone, comment__in=CommentVote.objects.filter(voter=into).values("comment"))
    for vote in CommentVote.objects.filter(between | twice).order_by("comment_id"):
        Comment.objects.filter(pk=vote.comment_id).update(score=F("score") - 1)
        vote.delete()
    CommentVote.objects.filter(voter=gone).update(voter=into)


@merges("questions.bookmark.member", order=12)
def merge_bookmarks(gone: Member, into: Member, *, now: datetime) -> None:  # noqa: ARG001 - the registry's signature
    twice = Bookmark.objects.filter(
        member=gone, entry__in=Bookmark.objects.filter(member=into).values("entry")
    )
    Entry.objects.filter(pk__in=list(twice.values_list("entry_id", flat=True))).update(
        bookmark_count=F("bookmark_count") - 1
    )
    twice.delete()
    Bookmark.objects.filter(member=gone).update(member=into)


@merges("questions.opening.asked_by", "questions.opening.opened_by", order=12)
def merge_openings(gone: Member, into: Member, *, now: datetime) -> None:  # noqa: ARG001 - the registry's signature
    """A seal was opened by two; when these were one person, the row says who opened it, and nobody asked."""
    Opening.objects.filter(Q(asked_by=gone, opened_by=into) | Q(asked_by=into, opened_by=gone)).update(
        asked_by=None
    )
    Opening.objects.filter(asked_by=gone).update(asked_by=into)
    Opening.objects.filter(opened_by=gone).update(opened_by=into)


@merges("questions.suspicion.voter", "questions.suspicion.author", order=12)
def merge_suspicions(gone: Member, into: Member, *, now: datetime) -> None:  # noqa: ARG001 - the registry's signature
    """That the two voted for each other is settled by taking those votes back; what waits twice waits once."""
    Suspicion.objects.filter(Q(voter=gone, author=into) | Q(voter=into, author=gone)).delete()
    waiting = Suspicion.objects.filter(state=Suspicion.State.PROPOSED)
    for end in ("voter", "author"):
        other = "author_id" if end == "voter" else "voter_id"
        same = {
            (one.community_id, getattr(one, other), one.value, one.kind)
            for one in waiting.filter(**{end: into})
        }
        for one in waiting.filter(**{end: gone}):
            if (one.community_id, getattr(one, other), one.value, one.kind) in same:
                one.delete()
        Suspicion.objects.filter(**{end: gone}).update(**{end: into})


merges_once("questions.following.member", each="question", order=12)
merges_once("questions.greeter.member", each="community", order=12)
merges_once("questions.judgement.by", each="suggestion", order=12)
merges_once("questions.votenote.voter", each="entry", order=12)


@merges("questions.ballot.voter", order=12)
def merge_ballots(gone: Member, into: Member, *, now: datetime) -> None:
    """Two open votes of one person for the same are one."""
    open_ones = Ballot.objects.filter(ended_at=None)
    for mine in open_ones.filter(voter=into):
        open_ones.filter(voter=gone, entry=mine.entry_id, purpose=mine.purpose).update(
            ended_at=now, outcome=Ballot.Outcome.TAKEN_BACK
        )
    Ballot.objects.filter(voter=gone).update(voter=into)
