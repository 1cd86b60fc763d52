"""Texts to begin a mentor page with, by stage: to be taken, changed, or argued with. Nothing of them is kept by itself."""

from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from slashmentor.commons.people.models import Stage

from .actions import Said
from .words import Kind


class Beginning(NamedTuple):
    """A page as somebody of these stages might begin it."""

    label: str | Promise
    stages: tuple[str, ...]
    lede: str | Promise
    helps: str | Promise
    loves: str | Promise
    kinds: tuple[str, ...]

    @property
    def said(self) -> Said:
        return {
            "lede": str(self.lede),
            "helps": str(self.helps),
            "loves": str(self.loves),
            "kinds": dict.fromkeys(self.kinds, ""),
        }


BEGINNINGS = {
    "phd": Beginning(
        _("Student or PhD"),
        (Stage.STUDENT, Stage.PHD),
        _(
            "I’m in the middle of it myself, which may be why I can help: I still remember what nobody told me at the"
            " start. If you are a year or two behind me, ask me anything."
        ),
        _(
            "Choosing a supervisor. Getting through the first year, and the second, which is worse. Reading papers"
            " without drowning in them. Applications: I’ll show you mine, the refused ones too."
        ),
        _("What do you do all day? Is it normal to feel like this? How did you know that it was worth it?"),
        (Kind.ROLE_MODEL, Kind.SUPPORT, Kind.SAFE_SPACE),
    ),
    "postdoc": Beginning(
        _("Postdoc"),
        (Stage.POSTDOC,),
        _(
            "I finished, moved, and began again somewhere new. I’d be glad to talk with you about the years around a"
            " thesis, when everybody gives advice and few remember how it was."
        ),
        _(
            "The last months of a thesis. Finding a postdoc, and saying no to one. Fellowships: I read drafts. Moving"
            " countries, with or without a family."
        ),
        _(
            "Should I stay? How do I begin my own line of work while I’m paid for somebody else’s? What would you do"
            " differently?"
        ),
        (Kind.DEVELOPMENT, Kind.OPPORTUNITIES, Kind.ROLE_MODEL),
    ),
    "faculty": Beginning(
        _("Faculty"),
        (Stage.FACULTY,),
        _(
            "I sit on the committees that decide, and I’ll tell you honestly how they read. I like most to help people"
            " who have nobody at home to ask."
        ),
        _(
            "Job applications and job talks. A first grant. Reviews that hurt, and how to answer them. Trouble with a"
            " supervisor, seen from the other side of the desk."
        ),
        _(
            "What do you look for in the first minute? Is this a paper or two? How do I tell my supervisor that I"
            " disagree?"
        ),
        (Kind.DEVELOPMENT, Kind.OPPORTUNITIES, Kind.SPONSORSHIP),
    ),
    "senior": Beginning(
        _("Senior or emeritus"),
        (Stage.SENIOR,),
        _(
            "I have time now, which I never had when I was asked for it. I have seen fashions come and go, and mostly"
            " I listen."
        ),
        _(
            "Long decisions: whether to stay, what to work on next, when to stop. Conflicts that have gone on too long."
            " Writing a book. Knowing whom to write to, because I have met most of them."
        ),
        _("What mattered in the end? What would you do if you were starting now?"),
        (Kind.SUPPORT, Kind.OPPORTUNITIES, Kind.SPONSORSHIP, Kind.SAFE_SPACE),
    ),
    "staff": Beginning(
        _("Library or research staff"),
        (Stage.LIBRARIAN, Stage.STAFF),
        _(
            "People come to me when they are stuck between a question and where its answer is kept. Come earlier; half"
            " an hour at the start saves a month at the end."
        ),
        _(
            "Searching well. Looking after data, so that you can still read it in five years. Open access, licences,"
            " and what a contract with a publisher really says. Working in a university without being a professor."
        ),
        _("Where would you even begin to look? May I share this? What is a job like yours like?"),
        (Kind.DEVELOPMENT, Kind.OPPORTUNITIES, Kind.ROLE_MODEL),
    ),
    "outside": Beginning(
        _("Outside academia"),
        (Stage.INDUSTRY, Stage.INDEPENDENT),
        _(
            "I left, and it was neither a failure nor an escape. If you are wondering what else there is, I’ll tell you"
            " how it went for me, the dull parts included."
        ),
        _(
            "What your skills are called elsewhere. Turning twelve pages of CV into one. First interviews. Telling your"
            " supervisor. Keeping one foot in research, if you want to."
        ),
        _("Do you miss it? When did you know? What does a Tuesday look like?"),
        (Kind.ROLE_MODEL, Kind.OPPORTUNITIES, Kind.SAFE_SPACE),
    ),
}


def offered_to(stage: str) -> list[tuple[str, Beginning]]:
    """All of them by name, the one for somebody of this stage first."""
    return sorted(BEGINNINGS.items(), key=lambda item: stage not in item[1].stages)
