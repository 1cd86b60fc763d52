"""Who may do what with questions, answers and comments: one sentence each.

`visible_to` of the entries' QuerySet says the same as `can_see`, for lists; a test holds the two equal.
"""

from slashmentor.base.permissions import Predicate, predicate
from slashmentor.commons.communities.models import Moderator
from slashmentor.commons.people.models import Member

from .models import Comment, Entry


@predicate
def is_member(by: Member | None) -> bool:
    return by is not None and by.is_authenticated and by.is_active


@predicate
def is_author(by: Member | None, entry: Entry) -> bool:
    return by is not None and entry.author_id is not None and entry.author_id == by.pk


@predicate
def is_asker(by: Member | None, answer: Entry) -> bool:
    return by is not None and answer.question is not None and answer.question.author_id == by.pk


@predicate
def looks_after(by: Member | None, entry: Entry) -> bool:
    """Moderates the entry's community, or looks after the whole instance."""
    if by is None or not by.is_active:
        return False
    return by.is_staff or Moderator.objects.filter(community=entry.community_id, member=by).exists()


@predicate
def is_here(by: Member | None, entry: Entry) -> bool:
    """Neither it nor its question is deleted."""
    return entry.deleted_at is None and (entry.question is None or entry.question.deleted_at is None)


@predicate
def is_question(by: Member | None, entry: Entry) -> bool:
    return entry.is_question


@predicate
def is_open(by: Member | None, question: Entry) -> bool:
    return question.closed_at is None


@predicate
def is_locked(by: Member | None, entry: Entry) -> bool:
    """It, or the question it belongs to."""
    return entry.locked_at is not None or (
        entry.question is not None and entry.question.locked_at is not None
    )


@predicate
def is_wiki(by: Member | None, entry: Entry) -> bool:
    return entry.is_wiki


@predicate
def deleted_by_themself(by: Member | None, entry: Entry) -> bool:
    return by is not None and entry.deleted_at is not None and entry.deleted_by_id == by.pk


@predicate
def nobody_is_left_alone(by: Member | None, entry: Entry) -> bool:
    """Deleting it takes no help away: an answer that wasn't accepted, a question that nobody answered."""
    if entry.is_question:
        return entry.answer_count == 0
    return entry.question is not None and entry.question.accepted_id != entry.pk


@predicate
def wrote_comment(by: Member | None, comment: Comment) -> bool:
    return by is not None and comment.author_id is not None and comment.author_id == by.pk


@predicate
def looks_after_comment(by: Member | None, comment: Comment) -> bool:
    return bool(looks_after.test(by, comment.entry))


@predicate
def comment_is_here(by: Member | None, comment: Comment) -> bool:
    return comment.deleted_at is None and bool(is_here.test(by, comment.entry))


@predicate
def own_question_is_theirs_to_read(by: Member | None, entry: Entry) -> bool:
    """An author sees a deleted answer of theirs while its question can be seen by them."""
    if entry.question is None or entry.question.deleted_at is None:
        return True
    return by is not None and entry.question.author_id == by.pk


can_see: Predicate = is_here | looks_after | (is_author & own_question_is_theirs_to_read)

can_ask: Predicate = is_member
can_answer: Predicate = is_member & is_here & is_question & is_open & ~is_locked
can_comment: Predicate = is_member & is_here & (~is_locked | looks_after)
can_vote: Predicate = is_member & is_here & ~is_author & ~is_locked
can_keep: Predicate = is_member & can_see
can_edit: Predicate = is_member & can_see & (is_author | is_wiki | looks_after) & (~is_locked | looks_after)
can_accept: Predicate = is_member & is_here & ~is_question & is_asker
can_delete: Predicate = is_member & is_here & ((is_author & nobody_is_left_alone) | looks_after)
can_undelete: Predicate = is_member & ((is_author & deleted_by_themself) | looks_after)
can_edit_comment: Predicate = is_member & comment_is_here & (wrote_comment | looks_after_comment)
can_find_useful: Predicate = is_member & comment_is_here & ~wrote_comment
