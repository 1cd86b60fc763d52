"""Badges for asking."""

from functools import partial

from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop as name

from slashmentor.parts.questions.models import Entry

from ..finding import of_questions as find
from ..finding.scope import first, how_many, reaching
from ..models import Tier
from .badge import Each, Subject, badge

GOLD, SILVER, BRONZE = Tier.GOLD, Tier.SILVER, Tier.BRONZE
VOTED = ("entry.voted",)
OFFERED = ("bounty.offered",)
AWARDED = ("bounty.awarded",)

once = partial(badge, Subject.QUESTIONS, voted_on=Entry.Kind.QUESTION)
per_post = partial(once, each=Each.POST)
well = partial(
    once,
    find=reaching(find.days_of_asking_well, "days"),
    have=how_many(find.days_of_asking_well),
    goal="days",
    hears=VOTED,
)

# fmt: off  # a line for what one reads as one
once(
    "student",
    name("Student"),
    BRONZE,
    _("Asked a first question that was found useful."),
    find=first(find.well_received),
    hears=VOTED,
)
once(
    "scholar",
    name("Scholar"),
    BRONZE,
    _("Accepted an answer to a question of one’s own."),
    find=first(find.with_accepted),
    hears=("answer.accepted",),
)

ASKED_WELL = _("Asked questions that were found useful and stayed open, on %(days)s days.")
well("curious", name("Curious"), BRONZE, ASKED_WELL, days=5)
well("inquisitive", name("Inquisitive"), SILVER, ASKED_WELL, days=30)
well("socratic", name("Socratic"), GOLD, ASKED_WELL, days=100)

OF_SCORE = _("Asked a question that reached a score of %(score)s.")
per_post("nice-question", name("Nice Question"), BRONZE, OF_SCORE, find=find.of_score, hears=VOTED, score=10)
per_post("good-question", name("Good Question"), SILVER, OF_SCORE, find=find.of_score, hears=VOTED, score=25)
per_post("great-question", name("Great Question"), GOLD, OF_SCORE, find=find.of_score, hears=VOTED, score=100)

# Views and bookmarks are counted as they come, and nobody is told of each: the nightly review finds these.
OF_VIEWS = _("Asked a question that was read %(views)s times.")
per_post("popular-question", name("Popular Question"), BRONZE, OF_VIEWS, find=find.of_views, views=1000)
per_post("notable-question", name("Notable Question"), SILVER, OF_VIEWS, find=find.of_views, views=2500)
per_post("famous-question", name("Famous Question"), GOLD, OF_VIEWS, find=find.of_views, views=10_000)

KEPT = _("Asked a question that %(bookmarks)s people keep among their bookmarks.")
per_post("favourite-question", name("Favourite Question"), SILVER, KEPT, find=find.of_bookmarks, bookmarks=25)
per_post("stellar-question", name("Stellar Question"), GOLD, KEPT, find=find.of_bookmarks, bookmarks=100)

once(
    "promoter",
    name("Promoter"),
    BRONZE,
    _("Offered a first bounty on a question of one’s own."),
    find=first(find.offered_on_own),
    hears=OFFERED,
)
once(
    "investor",
    name("Investor"),
    BRONZE,
    _("Offered a first bounty on somebody else’s question."),
    find=first(find.offered_on_others),
    hears=OFFERED,
)
once(
    "benefactor",
    name("Benefactor"),
    BRONZE,
    _("Awarded a first bounty on a question of one’s own."),
    find=first(find.awarded_on_own),
    hears=AWARDED,
)
once(
    "altruist",
    name("Altruist"),
    BRONZE,
    _("Awarded a first bounty on somebody else’s question."),
    find=first(find.awarded_on_others),
    hears=AWARDED,
)
