from collections.abc import Iterable
from datetime import datetime

from django.db.models import F, Q
from django.utils.translation import gettext as _

from slashmentor.commons.communities.numbers import Numbers, numbers_in
from slashmentor.commons.happenings import happened
from slashmentor.commons.people.models import Member
from slashmentor.commons.standing.ledger import Due, less, missing, write
from slashmentor.commons.standing.models import Line

from ..models import Ballot, Bookmark, Comment, CommentVote, Entry, Revision, Tagging, Vote
from ..points import OF_VOTES, due_of, for_vote
from .comment import record_comment_deletion
from .delete import record_deletion
from .following_up import settle_answered
from .locking import lock_all, locked

_AT_ONCE = 500


def take_out(member: Member, *, keep_words: bool, now: datetime) -> None:
    """Take a leaving member out of questions, in the caller's transaction; their row goes afterwards.

    Votes and bookmarks go with the account, so every count loses them here. What they wrote loses their name by
    itself; the pages it stands on are made anew. Without `keep_words` it loses its words, too: what nobody built
    upon is deleted, and a question with answers stays as an empty frame around the help of others.
    """
    _take_votes_back(member, now)
    for kept in _chunks(Bookmark.objects.filter(member=member).values_list("entry_id", flat=True)):
        Entry.objects.filter(pk__in=kept).update(bookmark_count=F("bookmark_count") - 1)
    for useful in _chunks(CommentVote.objects.filter(voter=member).values_list("comment_id", flat=True)):
        Comment.objects.filter(pk__in=useful).update(score=F("score") - 1)
        _touch(Comment.objects.filter(pk__in=useful).values_list("entry__question_id", "entry_id"))
    if not keep_words:
        _take_words(member, now)
    _touch(Entry.objects.filter(Q(author=member) | Q(edited_by=member)).values_list("question_id", "pk"))
    _touch(Comment.objects.filter(author=member).values_list("entry__question_id", "entry_id"))
    # Their votes go with the account, and their name from the notices of what they closed.
    _touch(
        Ballot.objects.filter(voter=member, ended_at__isnull=False).values_list(
            "entry__question_id", "entry_id"
        )
    )


def _take_votes_back(member: Member, now: datetime) -> None:
    """Figures lose this member's votes, and authors the points of them (not those of acceptances: answers earned them)."""
    cast = Vote.objects.filter(voter=member)
    entry_ids = sorted(cast.values_list("entry_id", flat=True))
    for ids in _chunks(entry_ids):
        lock_all(ids)
    dues = _points_of(member)
    for value in (1, -1):
        _uncount(cast.filter(value=value, waits_until=None).values_list("entry_id", flat=True), value)
    cast.delete()
    gone = Q(deleted_at__isnull=False) | Q(question__deleted_at__isnull=False)
    for ids in _chunks(entry_ids):
        # What is out of sight has lost its points already, or has kept them, for a score that may be lower now.
        for entry in Entry.objects.filter(gone, pk__in=ids).select_related("question"):
            numbers, due = dues.setdefault(entry.community_id, (numbers_in(entry.community_id), []))
            due += missing(entry.community_id, entry.pk, due_of(entry, numbers), kinds=OF_VOTES)
    for here, (numbers, due) in sorted(dues.items()):
        write(here, due, numbers=numbers, why=Line.Why.LEFT, now=now)


def _points_of(member: Member) -> dict[int, tuple[Numbers, list[Due]]]:
    """What this member's votes on entries in sight brought to others, as a loss; by community, with its numbers."""
    votes = Vote.objects.filter(voter=member, pays=True, waits_until=None, entry__deleted_at=None)
    by_community: dict[int, tuple[Numbers, list[Due]]] = {}
    for vote in votes.exclude(entry__question__deleted_at__isnull=False).select_related("entry__question"):
        here = vote.entry.community_id
        if here not in by_community:
            by_community[here] = (numbers_in(here), [])
        numbers, dues = by_community[here]
        dues += [
            due
            for due in less(for_vote(vote.entry, vote, numbers), Line.Why.LEFT)
            if due.member_id != member.pk
        ]
    return by_community


def _uncount(entry_ids: Iterable[int], value: int) -> None:
    column = "ups" if value > 0 else "downs"
    for ids in _chunks(entry_ids):
        Entry.objects.filter(pk__in=ids).update(**{column: F(column) - 1, "score": F("score") - value})
        Tagging.objects.filter(question__in=ids).update(score=F("score") - value)
        for question_id in _touch(Entry.objects.filter(pk__in=ids).values_list("question_id", "pk")):
            settle_answered(question_id)


def _take_words(member: Member, now: datetime) -> None:
    # Without asking: whoever is suspended can leave, too.
    here = Comment.objects.select_related("entry").filter(author=member, deleted_at=None)
    for comment in here.select_for_update(of=("self",)):
        record_comment_deletion(comment, by=member, now=now)
    Comment.objects.filter(author=member).update(body="", body_html="")
    gone = _("Taken back by its author.")
    for entry in Entry.objects.filter(author=member).select_related("question"):
        is_needed = entry.answer_count > 0 if entry.is_question else _is_accepted(entry)
        if entry.deleted_at is None and not is_needed:
            record_deletion(locked(entry), by=member, now=now)
        Revision.objects.filter(entry=entry).delete()
        Entry.objects.filter(pk=entry.pk).update(
            body=gone,
            body_format=Entry.Format.MARKDOWN,
            body_html=f"<p>{gone}</p>",
            excerpt=gone,
            revision_count=1,
            **(
                {"title": _("A question that its author took back"), "slug": "taken-back"}
                if entry.is_question
                else {}
            ),
        )
        verb = "question.edited" if entry.is_question else "answer.edited"
        happened(verb, by=None, about=entry, now=now, mentions=[])


def _is_accepted(answer: Entry) -> bool:
    return answer.question is not None and answer.question.accepted_id == answer.pk


def _touch(pairs: Iterable[tuple[int | None, int]]) -> set[int]:
    """Pages that show these entries are made anew; the ids of their questions."""
    ids = {question_id or entry_id for question_id, entry_id in pairs}
    for chunk in _chunks(ids):
        Entry.objects.filter(pk__in=chunk).update(version=F("version") + 1)
    return ids


def _chunks(ids: Iterable[int]) -> Iterable[list[int]]:
    found = sorted(set(ids))
    return (found[start : start + _AT_ONCE] for start in range(0, len(found), _AT_ONCE))
