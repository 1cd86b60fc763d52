"""The seven queues as data: what each is for, which points open it, and what one can say there."""

from dataclasses import dataclass
from itertools import chain

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from slashmentor.commons.standing.privileges import Position, Privilege

from .models import Queue, Task

Outcome = Task.Outcome


@dataclass(frozen=True)
class Verdict:
    """Something to say of a task: the word that is kept, the button, and how it reads afterwards."""

    name: str
    label: Promise
    said: Promise
    # What the task comes to when enough people say so ("" when the action behind it decides).
    ends: str = ""
    # The name in numbers.py of how many that takes; "": one.
    looks: str = ""
    # What else the form asks: "words" (a comment), "reason" (why not), "why" (why it should be closed).
    asks: str = ""


@dataclass(frozen=True)
class About:
    """One queue."""

    queue: Queue
    what_for: Promise
    opens_with: tuple[Privilege, ...]  # any of them
    verdicts: tuple[Verdict, ...]

    def is_open_to(self, position: Position) -> bool:
        """Whether the points (or looking after the community) open this queue."""
        return any(position.may(privilege) for privilege in self.opens_with)

    def verdict(self, name: str) -> Verdict | None:
        """The one of this name, SKIP among them."""
        return next((one for one in (*self.verdicts, SKIP) if one.name == name), None)


SKIP = Verdict("skip", _("Skip"), _("skipped"))
# What a reviewer does on the post's own page counts as a look at it, too.
EDITED = Verdict("edit", _("Edit"), _("improved it"), ends=Outcome.IMPROVED)
FLAGGED = Verdict("flag", _("Flag"), _("flagged it"), ends=Outcome.LOOKED_AT)


def _fine(queue: Queue) -> Verdict:
    return Verdict(
        "fine", _("Looks good"), _("looks good"), ends=Outcome.LOOKED_AT, looks=f"review.looks.{queue}"
    )


def _comment(queue: Queue) -> Verdict:
    return Verdict(
        "comment",
        _("Comment"),
        _("commented"),
        ends=Outcome.LOOKED_AT,
        looks=f"review.looks.{queue}",
        asks="words",
    )


def _first_look(queue: Queue, what_for: Promise) -> About:
    return About(queue, what_for, (Privilege.REVIEW,), (_fine(queue), _comment(queue)))


ABOUT: dict[Queue, About] = {
    about.queue: about
    for about in (
        _first_look(
            Queue.FIRST_QUESTIONS,
            _("Somebody asks here for the first time. A word now decides whether they come back."),
        ),
        _first_look(
            Queue.FIRST_ANSWERS,
            _("Somebody answers here for the first time. Say what is good, or what would make it better."),
        ),
        _first_look(
            Queue.LATE_ANSWERS,
            _("An answer to an old question, by somebody new here. Few see it come in."),
        ),
        About(
            Queue.SUGGESTED_EDITS,
            _("Somebody would change another’s post. Does it say the same, better?"),
            (Privilege.EDIT, Privilege.REVIEW),
            (
                Verdict("approve", _("Approve"), _("approved it")),
                Verdict("reject", _("Not this time"), _("didn’t take it over"), asks="reason"),
            ),
        ),
        About(
            Queue.CLOSE,
            _("Somebody would close a question. Could it be answered as it stands?"),
            (Privilege.CLOSE,),
            (
                Verdict("close", _("Close"), _("voted to close"), asks="why"),
                Verdict(
                    "leave_open",
                    _("Leave open"),
                    _("would leave it open"),
                    ends=Outcome.LEFT_OPEN,
                    looks="review.looks.close",
                ),
            ),
        ),
        About(
            Queue.REOPEN,
            _("A closed question was edited, or somebody would open it again. Can it be answered now?"),
            (Privilege.CLOSE,),
            (
                Verdict("reopen", _("Open again"), _("voted to open it again")),
                Verdict(
                    "leave_closed",
                    _("Leave closed"),
                    _("would leave it closed"),
                    ends=Outcome.LEFT_CLOSED,
                    looks="review.looks.reopen",
                ),
            ),
        ),
        About(
            Queue.LOW_QUALITY,
            _("A post that was flagged, or looks unfinished. Often an edit saves it."),
            (Privilege.REVIEW,),
            (
                Verdict(
                    "fine",
                    _("It can stay"),
                    _("found that it can stay"),
                    ends=Outcome.KEPT,
                    looks="review.looks.low-quality",
                ),
                Verdict(
                    "delete",
                    _("It should go"),
                    _("found that it should go"),
                    ends=Outcome.DELETED,
                    looks="review.deletions",
                ),
            ),
        ),
    )
}

_SAID = {
    one.name: one.said
    for one in chain((SKIP, EDITED, FLAGGED), chain.from_iterable(about.verdicts for about in ABOUT.values()))
}


def said(queue: str, verdict: str) -> str:
    """What a kept verdict reads like: "looks good"; the word itself when no queue has it any more."""
    about = ABOUT.get(Queue(queue)) if queue in Queue.values else None
    known = about.verdict(verdict) if about else None
    return str(known.said if known else _SAID.get(verdict, verdict))
