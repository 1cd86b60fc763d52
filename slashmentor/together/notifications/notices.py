"""Who should hear of what: a list for each verb, and what holds for all of them.

`who_hears` is the one door. Nobody hears of what they did themselves, nobody hears twice of one happening (the
strongest reason wins, the order of `Kind`), nobody hears of what they may not see or of what somebody did whom they
block, and nobody whose account is closed or was never claimed hears anything.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.db.models import Q

from slashmentor.commons.happenings.models import Happening
from slashmentor.commons.people.models import Member
from slashmentor.commons.safety.queries.blocks import who_blocks
from slashmentor.parts.questions import rules
from slashmentor.parts.questions.models import Comment, Entry

from .models import Kind, Notification

# Of more, the rest hear nothing: who calls thirty people into one text isn't talking to anybody.
MOST_MENTIONED = 20


@dataclass(frozen=True)
class Notice:
    """One member who should hear, and why."""

    member: Member
    kind: Kind


@dataclass(frozen=True)
class Told:
    """A happening with the things that a notification points at; `entry` has its `question`."""

    happening: Happening
    entry: Entry
    comment: Comment | None = None


# member ids and handles, each with a reason
Reasons = Iterable[tuple[int | str | None, Kind]]


def what_is_told(happening: Happening) -> Told | None:
    """What it is about, as it is now; None when that is gone or nobody may see it any more."""
    if happening.about_id is None:
        return None
    comment: Comment | None = None
    if happening.about_kind == "questions.comment":
        comment = (
            Comment.objects.select_related("entry__question")
            .filter(pk=happening.about_id, deleted_at=None)
            .first()
        )
        entry = comment.entry if comment else None
    else:
        entry = Entry.objects.select_related("question").filter(pk=happening.about_id).first()
    # Deleted before it was told: nobody has to hear of it.
    if entry is None or not rules.is_here.test(None, entry):
        return None
    return Told(happening, entry, comment)


def who_hears(told: Told) -> list[Notice]:
    """Everybody who should hear of it, each once with the strongest reason, by id."""
    listed = LISTS[told.happening.verb](told)
    strength = list(Kind)
    reasons: dict[int | str, Kind] = {}
    for whom, kind in listed:
        if whom is not None and (whom not in reasons or strength.index(kind) < strength.index(reasons[whom])):
            reasons[whom] = kind
    notices = []
    for member in _members(reasons):
        kinds = [reasons[whom] for whom in (member.pk, member.handle) if whom in reasons]
        notices.append(Notice(member, min(kinds, key=strength.index)))
    notices = [notice for notice in notices if may_hear(notice.member, told)]
    deaf = who_blocks(told.happening.by_id, (notice.member.pk for notice in notices))
    notices = [notice for notice in notices if notice.member.pk not in deaf]
    waiting = _waiting(told, notices)
    return [notice for notice in notices if (notice.member.pk, notice.kind) not in waiting]


def may_hear(member: Member, told: Told) -> bool:
    return (
        member.is_active
        and member.is_claimed
        and member.pk != told.happening.by_id
        and bool(rules.can_see.test(member, told.entry))
    )


def _asked(told: Told) -> Reasons:
    yield from _mentioned(told)


def _answered(told: Told) -> Reasons:
    question = told.entry.question
    assert question is not None
    yield question.author_id, Kind.ANSWER
    for member_id in question.followers.values_list("member_id", flat=True):
        yield member_id, Kind.FOLLOW
    yield from _mentioned(told)


def _accepted(told: Told) -> Reasons:
    yield told.entry.author_id, Kind.ACCEPT


def _edited(told: Told) -> Reasons:
    yield told.entry.author_id, Kind.EDIT
    yield from _mentioned(told)


def _commented(told: Told) -> Reasons:
    yield told.entry.author_id, Kind.COMMENT
    mentioned = [str(handle) for handle, _kind in _mentioned(told)]
    if mentioned:
        before = Comment.objects.filter(
            entry=told.entry, deleted_at=None, author__handle__in=mentioned, pk__lt=told.happening.about_id
        )
        for handle in before.values_list("author__handle", flat=True).distinct():
            yield handle, Kind.REPLY
    for handle in mentioned:
        yield handle, Kind.MENTION


def _comment_edited(told: Told) -> Reasons:
    """Who is mentioned now and has not heard of this comment yet."""
    heard = set(Notification.objects.filter(comment=told.comment).values_list("member__handle", flat=True))
    for handle, kind in _mentioned(told):
        if handle not in heard:
            yield handle, kind


def _mentioned(told: Told) -> Reasons:
    handles = told.happening.data.get("mentions", ())
    for handle in list(dict.fromkeys(handles))[:MOST_MENTIONED]:
        yield handle, Kind.MENTION


LISTS: dict[str, Callable[[Told], Reasons]] = {
    "question.asked": _asked,
    "question.answered": _answered,
    "answer.accepted": _accepted,
    "question.edited": _edited,
    "answer.edited": _edited,
    "entry.commented": _commented,
    "comment.edited": _comment_edited,
}


def _members(reasons: dict[int | str, Kind]) -> list[Member]:
    """Those named by id or handle. In the order of their ids, which is the order of locks (actions.py)."""
    ids = [whom for whom in reasons if isinstance(whom, int)]
    handles = [whom for whom in reasons if isinstance(whom, str)]
    if not reasons:
        return []
    return list(Member.objects.filter(Q(pk__in=ids) | Q(handle__in=handles)).order_by("pk"))


def _waiting(told: Told, notices: list[Notice]) -> set[tuple[int, str]]:
    """Who has the very same unseen before them: an edit after an edit, an acceptance given twice, tells nothing."""
    if not notices or told.happening.verb in _ALWAYS_NEW:
        return set()
    alike = Notification.objects.unseen().filter(
        member__in=[notice.member.pk for notice in notices],
        entry=told.entry,
        comment=told.comment,
        by=told.happening.by_id,
    )
    return set(alike.values_list("member_id", "kind"))


# What these tell of has just been made, so that nobody can have heard of it.
_ALWAYS_NEW = {"question.asked", "question.answered", "entry.commented"}
