"""What a question needs, by the reason for which somebody would close it: kind words, and a checklist for its author.

Told before a vote to close counts, and again on the page of a closed question (rules.md, "Closing": ours).
"""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from .models import Reason

Words = str | Promise


@dataclass(frozen=True)
class Help:
    """One reason in words: for whoever votes, for everybody once it is closed, and for the author."""

    choose: Words  # beside the radio button
    closed: Words  # the first sentence of the notice
    points: tuple[Words, ...]  # what the author can do, a line each
    learned: Words  # why the ask page puts these points first


HELP: dict[str, Help] = {
    Reason.DUPLICATE: Help(
        _("Somebody asked it here, and the answers there fit this question too."),
        _("This was asked before, and the answers are there:"),
        (
            _("Read the answers there. Do they answer yours? Then nothing is left to do."),
            _("If not, say in your question what is different in your case."),
        ),
        _("In this community most closed questions had been asked before."),
    ),
    Reason.DETAILS: Help(
        _("One has to guess what is asked, or what the situation is."),
        _("More details would help people to answer this."),
        (
            _("Say where you stand: your stage and field, and the country if rules matter."),
            _("Say what you tried or read so far, and what came of it."),
            _("End with the one thing that you want to know."),
        ),
        _("In this community most closed questions lacked details."),
    ),
    Reason.FOCUS: Help(
        _("It asks several things at once, or something as wide as a book."),
        _("This asks more than one answer can hold."),
        (
            _("Choose the one thing that you need to know first, and leave it in the title."),
            _("Ask the others as questions of their own, each with a link to this one."),
        ),
        _("In this community most closed questions asked several things at once."),
    ),
    Reason.OPINION: Help(
        _("Every answer would be as right as any other."),
        _("As it stands, this asks for opinions more than for what people know."),
        (
            _("Say what you have to decide, and what matters to you in it."),
            _("Ask for experience, sources or rules: what happened, what holds, and why."),
        ),
        _("In this community most closed questions asked for opinions."),
    ),
    Reason.OFF_TOPIC: Help(
        _("It is a question for another place."),
        _("This isn’t what this community is about."),
        (
            _(
                "Look at what this community is for. Often a few words about the academic side of it are enough."
            ),
            _("If another community fits better, ask there."),
        ),
        _("In this community most closed questions were about something else."),
    ),
}
