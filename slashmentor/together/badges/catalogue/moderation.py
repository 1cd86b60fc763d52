"""Badges for looking after the place: voting, flagging, editing, reviewing."""

from functools import partial

from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop as name

from ..finding import of_moderation as find
from ..finding.scope import Counts, first, how_many, reaching
from ..models import Tier
from .badge import Badge, Each, Subject, Words, badge

GOLD, SILVER, BRONZE = Tier.GOLD, Tier.SILVER, Tier.BRONZE
VOTED = ("entry.voted",)
EDITED = ("question.edited", "answer.edited", "edit.approved")
REVIEWED = ("review.made",)

once = partial(badge, Subject.MODERATION)


def counted(  # noqa: PLR0917  as one reads a line of the catalogue
    key: str, called: str, tier: Tier, words: Words, counts: Counts, goal: str, *hears: str, **numbers: float
) -> Badge:
    """A badge for so many of something, which shows how many somebody has."""
    return badge(
        Subject.MODERATION, key, called, tier, words, each=Each.ONCE, everywhere=False, voted_on=None,
        find=reaching(counts, goal), have=how_many(counts), goal=goal, hears=hears, **numbers,
    )  # fmt: skip


# fmt: off  # a line for what one reads as one
once(
    "supporter",
    name("Supporter"),
    BRONZE,
    _("Found something useful for the first time."),
    find=first(find.voted_up),
    hears=VOTED,
)
once(
    "critic",
    name("Critic"),
    BRONZE,
    _("Said for the first time that something needs work."),
    find=first(find.voted_down),
    hears=VOTED,
)
once(
    "suffrage",
    name("Suffrage"),
    BRONZE,
    _("Voted %(votes)s times in a day."),
    find=find.voted_in_a_day,
    hears=VOTED,
    votes=30,
)
counted(
    "civic-duty",
    name("Civic Duty"),
    SILVER,
    _("Voted %(votes)s times."),
    find.voted,
    "votes",
    *VOTED,
    votes=300,
)
once(
    "electorate",
    name("Electorate"),
    GOLD,
    _("Voted on %(votes)s questions, and %(percent)s %% of all one’s votes were on questions."),
    find=find.elect_by_questions,
    have=how_many(find.voted_on_questions),
    goal="votes",
    hears=VOTED,
    votes=600,
    percent=25,
)
counted(
    "sportsmanship",
    name("Sportsmanship"),
    SILVER,
    _("Found %(votes)s answers useful to questions that one had answered too."),
    find.voted_for_rivals,
    "votes",
    *VOTED,
    votes=100,
)

once(
    "citizen-patrol",
    name("Citizen Patrol"),
    BRONZE,
    _("Raised a first flag that was helpful."),
    find=first(find.flagged_helpfully),
    hears=("flag.decided",),
)
FLAGGED = _("Raised %(flags)s helpful flags.")
counted("deputy", name("Deputy"), SILVER, FLAGGED, find.flagged_helpfully, "flags", "flag.decided", flags=80)
counted("marshal", name("Marshal"), GOLD, FLAGGED, find.flagged_helpfully, "flags", "flag.decided", flags=500)

once(
    "editor",
    name("Editor"),
    BRONZE,
    _("Edited a post for the first time."),
    find=first(find.edited),
    hears=EDITED,
)
OTHERS = _("Edited %(edits)s posts of others.")
counted(
    "strunk-and-white", name("Strunk & White"), SILVER, OTHERS, find.edited_others, "edits", *EDITED, edits=80
)
counted("copy-editor", name("Copy Editor"), GOLD, OTHERS, find.edited_others, "edits", *EDITED, edits=500)
once(
    "excavator",
    name("Excavator"),
    BRONZE,
    _("Edited a post that had been quiet for six months."),
    find=first(find.edited_quiet),
    hears=EDITED,
)
counted(
    "archaeologist",
    name("Archaeologist"),
    SILVER,
    _("Edited %(edits)s posts that had been quiet for six months."),
    find.edited_quiet,
    "edits",
    *EDITED,
    edits=100,
)
once(
    "organizer",
    name("Organizer"),
    BRONZE,
    _("Gave a question other topics for the first time."),
    find=first(find.retagged),
    hears=EDITED,
)
once(
    "disciplined",
    name("Disciplined"),
    BRONZE,
    _("Took back a post of one’s own, though it had a score of %(score)s."),
    find=find.deleted_of_score,
    hears=("entry.deleted",),
    score=3,
)
once(
    "peer-pressure",
    name("Peer Pressure"),
    BRONZE,
    _("Took back a post of one’s own that had come to a score of %(score)s."),
    find=find.deleted_below,
    hears=("entry.deleted",),
    score=-3,
)

in_queue = partial(once, each=Each.QUEUE, hears=REVIEWED)
in_queue("custodian", name("Custodian"), BRONZE, _("Reviewed a first post in a queue."), find=find.reviewed)
IN_QUEUE = _("Reviewed %(reviews)s posts in a queue.")
many = partial(in_queue, find=find.reviewed_often, have=find.most_reviewed, goal="reviews")
many("reviewer", name("Reviewer"), SILVER, IN_QUEUE, reviews=250)
many("steward", name("Steward"), GOLD, IN_QUEUE, reviews=1000)
counted(
    "proofreader",
    name("Proofreader"),
    SILVER,
    _("Reviewed %(reviews)s suggested edits."),
    find.judged_edits,
    "reviews",
    "edit.approved",
    "edit.rejected",
    *REVIEWED,
    reviews=100,
)

once(
    "tag-editor",
    name("Tag Editor"),
    BRONZE,
    _("Described a topic for the first time."),
    find=first(find.described_topics),
    hears=("topic.described", "description.decided"),
)
counted(
    "research-assistant",
    name("Research Assistant"),
    SILVER,
    _("Described %(wikis)s topics."),
    find.described_topics,
    "wikis",
    "topic.described",
    "description.decided",
    wikis=50,
)
once(
    "taxonomist",
    name("Taxonomist"),
    SILVER,
    _("Made a topic that %(questions)s questions have."),
    find=find.made_topics,
    hears=("question.asked",),
    questions=50,
)
