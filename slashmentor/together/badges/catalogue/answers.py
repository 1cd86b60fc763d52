"""Badges for answering."""

from functools import partial

from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop as name

from slashmentor.parts.questions.models import Entry

from ..finding import of_answers as find
from ..finding.scope import first, how_many, reaching
from ..models import Tier
from .badge import Each, Subject, badge

GOLD, SILVER, BRONZE = Tier.GOLD, Tier.SILVER, Tier.BRONZE
VOTED = ("entry.voted",)
CHOSEN = ("entry.voted", "answer.accepted")

once = partial(badge, Subject.ANSWERS, voted_on=Entry.Kind.ANSWER)
per_post = partial(once, each=Each.POST)

# fmt: off  # a line for what one reads as one
once(
    "teacher",
    name("Teacher"),
    BRONZE,
    _("Gave a first answer that was found useful."),
    find=first(find.found_useful),
    hears=VOTED,
)
once(
    "self-learner",
    name("Self-Learner"),
    BRONZE,
    _("Answered a question of one’s own, with a score of %(score)s."),
    find=first(find.to_oneself),
    hears=VOTED,
    score=3,
)

OF_SCORE = _("Gave an answer that reached a score of %(score)s.")
per_post("nice-answer", name("Nice Answer"), BRONZE, OF_SCORE, find=find.of_score, hears=VOTED, score=10)
per_post("good-answer", name("Good Answer"), SILVER, OF_SCORE, find=find.of_score, hears=VOTED, score=25)
per_post("great-answer", name("Great Answer"), GOLD, OF_SCORE, find=find.of_score, hears=VOTED, score=100)

per_post(
    "enlightened",
    name("Enlightened"),
    SILVER,
    _("Gave the first answer, which was accepted and reached a score of %(score)s."),
    find=find.first_and_accepted,
    hears=CHOSEN,
    score=10,
)
per_post(
    "guru",
    name("Guru"),
    SILVER,
    _("Gave an accepted answer that reached a score of %(score)s."),
    find=find.accepted,
    hears=CHOSEN,
    score=40,
)
per_post(
    "populist",
    name("Populist"),
    GOLD,
    _("Gave an answer with more than %(times)s times the score of an accepted one, itself above %(above)s."),
    find=find.beyond_the_accepted,
    hears=CHOSEN,
    above=10,
    times=2,
)

per_post(
    "revival",
    name("Revival"),
    BRONZE,
    _("Gave the first answer more than %(days)s days after the question, with a score of %(score)s."),
    find=find.first_after_days,
    hears=VOTED,
    days=30,
    score=2,
)
per_post(
    "necromancer",
    name("Necromancer"),
    SILVER,
    _("Answered more than %(days)s days after the question, with a score of %(score)s."),
    find=find.after_days,
    hears=VOTED,
    days=60,
    score=5,
)

UNSUNG = _(
    "Gave more than %(answers)s accepted answers that nobody voted for, %(percent)s %% of all one’s accepted ones."
)
once(
    "tenacious",
    name("Tenacious"),
    SILVER,
    UNSUNG,
    find=find.accepted_unsung,
    hears=("answer.accepted",),
    answers=5,
    percent=20,
)
once(
    "unsung-hero",
    name("Unsung Hero"),
    GOLD,
    UNSUNG,
    find=find.accepted_unsung,
    hears=("answer.accepted",),
    answers=10,
    percent=25,
)

first_both = partial(once, have=how_many(find.edited_and_answered), hears=("entry.voted", "question.edited"))
first_both(
    "explainer",
    name("Explainer"),
    BRONZE,
    _("Edited and answered somebody’s question within %(hours)s hours, and the answer was found useful."),
    find=first(find.edited_and_answered),
    hours=12,
)
BOTH = _(
    "Edited and answered %(questions)s questions of others, each within %(hours)s hours, with answers found useful."
)
both = partial(first_both, find=reaching(find.edited_and_answered, "questions"), goal="questions")
both("refiner", name("Refiner"), SILVER, BOTH, questions=50, hours=12)
both("illuminator", name("Illuminator"), GOLD, BOTH, questions=500, hours=12)

once(
    "generalist",
    name("Generalist"),
    SILVER,
    _("Reached a score of %(score)s with answers in each of %(topics)s of the %(of)s most used topics."),
    find=find.at_home_in_many,
    have=find.how_many_at_home,
    goal="topics",
    score=15,
    topics=20,
    of=40,
)

# The question has to rise, by votes on itself.
saved = partial(badge, Subject.ANSWERS, each=Each.POST)
RESCUE = _(
    "Gave an answer with a score of %(score)s to a question that stood at %(from_score)s or lower, and rose to %(to_score)s."
)
saved(
    "lifejacket",
    name("Lifejacket"),
    SILVER,
    RESCUE,
    find=find.to_the_rescue,
    hears=VOTED,
    score=5,
    from_score=-2,
    to_score=2,
)
saved(
    "lifeboat",
    name("Lifeboat"),
    GOLD,
    RESCUE,
    find=find.to_the_rescue,
    hears=VOTED,
    score=20,
    from_score=-3,
    to_score=3,
)
