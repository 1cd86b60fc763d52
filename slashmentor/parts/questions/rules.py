"""Who may do what with questions, answers and comments: one sentence each.

`visible_to` of the entries' QuerySet says the same as `can_see`, for lists; a test holds the two equal.
"""

from slashmentor.base.permissions import Predicate, predicate
from slashmentor.commons.communities.models import Moderator
from slashmentor.commons.people.models import Member
from slashmentor.commons.standing.privileges import Position, Privilege, position_of

from . import seals
from .models import Ballot, Bounty, Comment, Entry, Greeter, Opening, Suggestion, Suspicion, Sweeping


@predicate
def is_member(by: Member | None) -> bool:
    return by is not None and by.is_authenticated and by.is_active


@predicate
def asked_anonymously(by: Member | None, entry: Entry) -> bool:
    """Asked it under a persona, as long as that can be told."""
    return by is not None and entry.persona_id is not None and seals.is_theirs(entry.persona_id, by.pk)


@predicate
def signed_it(by: Member | None, entry: Entry) -> bool:
    """It bears their name."""
    return by is not None and entry.author_id is not None and entry.author_id == by.pk


@predicate
def is_author(by: Member | None, entry: Entry) -> bool:
    """Wrote it, under their name or a persona: only the one or the other is looked for."""
    return bool((signed_it if entry.persona_id is None else asked_anonymously).test(by, entry))


@predicate
def greets_here(by: Member | None, question: Entry) -> bool:
    """Said that they welcome first questions in its community."""
    return by is not None and Greeter.objects.filter(community=question.community_id, member=by).exists()


@predicate
def is_asker(by: Member | None, answer: Entry) -> bool:
    return answer.question is not None and bool(is_author.test(by, answer.question))


@predicate
def looks_after(by: Member | None, entry: Entry | Suspicion) -> bool:
    """Moderates the community it is in, or looks after the whole instance."""
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


def edits_others(position: Position, *, is_wiki: bool) -> bool:
    """Whether they edit what others wrote without review: with the points for it, on a wiki past newcomer limits."""
    return position.may(Privilege.EDIT) or (is_wiki and position.may(Privilege.NO_LIMITS))


@predicate
def edits_here(by: Member | None, entry: Entry) -> bool:
    return edits_others(position_of(by, entry.community_id), is_wiki=entry.is_wiki)


@predicate
def reviews_here(by: Member | None, entry: Entry) -> bool:
    return position_of(by, entry.community_id).may(Privilege.REVIEW)


@predicate
def suggested_it(by: Member | None, suggestion: Suggestion) -> bool:
    return by is not None and suggestion.by_id is not None and suggestion.by_id == by.pk


@predicate
def decides_of_entry(by: Member | None, suggestion: Suggestion) -> bool:
    """Their word alone decides: the post bears their name, or they look after the community.

    Not an anonymous asker's: the judgement would tell who it is.
    """
    return bool((signed_it | looks_after).test(by, suggestion.entry))


@predicate
def asked_it_anonymously(by: Member | None, suggestion: Suggestion) -> bool:
    return bool(asked_anonymously.test(by, suggestion.entry))


@predicate
def helps_deciding(by: Member | None, suggestion: Suggestion) -> bool:
    return bool((edits_here | reviews_here).test(by, suggestion.entry))


@predicate
def entry_takes_edits(by: Member | None, suggestion: Suggestion) -> bool:
    return bool((~is_locked | looks_after).test(by, suggestion.entry))


@predicate
def entry_is_here(by: Member | None, suggestion: Suggestion) -> bool:
    return bool(is_here.test(by, suggestion.entry))


@predicate
def has_no_bounty(by: Member | None, question: Entry) -> bool:
    return question.bounty == 0


@predicate
def has_persona(by: Member | None, question: Entry) -> bool:
    return question.persona_id is not None


@predicate
def asked_for_it(by: Member | None, opening: Opening) -> bool:
    """Asked for the seal to be opened; nobody decides about their own wish."""
    return by is not None and opening.asked_by_id == by.pk


@predicate
def deleted_by_themself(by: Member | None, entry: Entry) -> bool:
    """A persona's deeds have no name: what nobody deleted under theirs was deleted by the asker, or swept away, or as
    spam or abuse.
    """
    if by is None or entry.deleted_at is None or entry.is_removed:
        return False
    return entry.deleted_by_id == (by.pk if entry.persona_id is None else None)


@predicate
def was_swept(by: Member | None, entry: Entry) -> bool:
    """The nightly sweep took it, and nobody has brought it back since."""
    return (
        entry.deleted_at is not None
        and Sweeping.objects.filter(question=entry.pk, brought_back_at=None).exists()
    )


@predicate
def was_voted_away(by: Member | None, entry: Entry) -> bool:
    """Votes deleted it."""
    return (
        entry.deleted_at is not None
        and Ballot.objects.filter(
            entry=entry.pk,
            purpose=Ballot.Purpose.DELETE,
            outcome=Ballot.Outcome.DONE,
            ended_at=entry.deleted_at,
        ).exists()
    )


@predicate
def nobody_is_left_alone(by: Member | None, entry: Entry) -> bool:
    """Deleting it takes no help away: an answer that wasn't accepted, a question that nobody answered."""
    if entry.is_question:
        return entry.answer_count == 0
    return entry.question is not None and entry.question.accepted_id != entry.pk


@predicate
def wrote_comment(by: Member | None, comment: Comment) -> bool:
    if by is None or comment.persona_id is not None:
        return (
            by is not None and comment.persona_id is not None and seals.is_theirs(comment.persona_id, by.pk)
        )
    return comment.author_id is not None and comment.author_id == by.pk


@predicate
def offered_it(by: Member | None, bounty: Bounty) -> bool:
    return by is not None and bounty.by_id is not None and bounty.by_id == by.pk


@predicate
def is_part_of_it(by: Member | None, suspicion: Suspicion) -> bool:
    """Cast the votes in question, or got them."""
    return by is not None and by.pk in {suspicion.voter_id, suspicion.author_id}


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
    return bool(is_author.test(by, entry.question))


@predicate
def sees_deleted(by: Member | None, entry: Entry) -> bool:
    """Has moderator tools where it stands: looks after the community, or has the points."""
    return position_of(by, entry.community_id).may(Privilege.TOOLS)


can_see: Predicate = is_here | sees_deleted | (is_author & own_question_is_theirs_to_read)

can_ask: Predicate = is_member
can_answer: Predicate = is_member & is_here & is_question & is_open & ~is_locked
can_comment: Predicate = is_member & is_here & (~is_locked | looks_after)
can_vote: Predicate = is_member & is_here & ~is_author & ~is_locked
can_keep: Predicate = is_member & can_see
can_edit: Predicate = is_member & can_see & (is_author | edits_here) & (~is_locked | looks_after)
can_suggest: Predicate = is_member & is_here & ~is_locked & ~is_author & ~edits_here
can_judge: Predicate = (
    is_member
    & entry_is_here
    & entry_takes_edits
    & ~suggested_it
    & (decides_of_entry | (helps_deciding & ~asked_it_anonymously))
)
can_accept: Predicate = is_member & is_here & ~is_question & is_asker
can_delete: Predicate = is_member & is_here & ((is_author & nobody_is_left_alone & ~is_locked) | looks_after)
can_undelete: Predicate = is_member & ((is_author & (deleted_by_themself | was_swept)) | looks_after)
can_be_closed: Predicate = is_question & is_here & ~is_locked
can_edit_comment: Predicate = is_member & comment_is_here & (wrote_comment | looks_after_comment)
can_find_useful: Predicate = is_member & comment_is_here & ~wrote_comment
can_ask_to_open: Predicate = is_member & is_question & has_persona & looks_after
can_open: Predicate = is_member & ~asked_for_it
