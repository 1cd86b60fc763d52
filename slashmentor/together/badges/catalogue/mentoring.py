"""Badges for mentoring (rules.md, ours). Those about how mentorships go and end, and about sprints, come with those parts."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop as name

from slashmentor.parts.questions.models import Entry

from ..finding import of_answers as find
from ..finding import of_mentoring
from ..finding.scope import how_many, reaching
from ..models import Tier
from .badge import Subject, badge

badge(
    Subject.MENTORING, "open-door", name("Open Door"), Tier.BRONZE,
    _("Opened a first mentor page for everybody to see."),
    find=of_mentoring.with_an_open_page, hears=("offer.published",), everywhere=True,
)  # fmt: skip
badge(
    Subject.MENTORING, "first-hello", name("First Hello"), Tier.BRONZE,
    _("Said yes to a first request for mentoring."),
    find=of_mentoring.said_yes, hears=("request.accepted",), everywhere=True,
)  # fmt: skip
badge(
    Subject.MENTORING, "early-light", name("Early Light"), Tier.SILVER,
    _("Gave the first answer to %(answers)s newcomers’ first questions, each found useful."),
    find=reaching(find.first_to_newcomers, "answers"), have=how_many(find.first_to_newcomers), goal="answers",
    hears=("entry.voted",), voted_on=Entry.Kind.ANSWER, answers=10, score=1,
)  # fmt: skip
