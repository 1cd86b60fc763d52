"""Badges for mentoring (rules.md, ours). Those about mentorships and sprints come with those parts."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop as name

from slashmentor.parts.questions.models import Entry

from ..finding import of_answers as find
from ..finding.scope import how_many, reaching
from ..models import Tier
from .badge import Subject, badge

badge(
    Subject.MENTORING, "early-light", name("Early Light"), Tier.SILVER,
    _("Gave the first answer to %(answers)s newcomers’ first questions, each found useful."),
    find=reaching(find.first_to_newcomers, "answers"), have=how_many(find.first_to_newcomers), goal="answers",
    hears=("entry.voted",), voted_on=Entry.Kind.ANSWER, answers=10, score=1,
)  # fmt: skip
