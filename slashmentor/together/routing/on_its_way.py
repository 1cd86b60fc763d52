"""What sets a question on its way to those who can answer it, ends that, and has it go on."""

from slashmentor.commons.happenings import hears
from slashmentor.commons.happenings.models import Happening

from .actions.spread import begin, settle
from .index import when_routed

# Whom a new question fits is written down first; then the first of them are told.
when_routed(begin)


@hears(
    "question.answered", "question.closed", "question.reopened", "entry.deleted", "entry.undeleted", "entry.locked",
    "entry.unlocked", "question.taken_on", "question.let_go",
)  # fmt: skip
def look_again(happening: Happening) -> None:
    """Whatever became of the question or one of its answers: its way follows."""
    if happening.about is not None:
        settle(happening.about.question_pk, now=happening.at, let_go=happening.verb == "question.let_go")
