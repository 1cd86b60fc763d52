"""Badges for taking part."""

from functools import partial

from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop as name

from ..finding import of_taking_part as find
from ..finding.scope import first, how_many, reaching
from ..models import Tier
from .badge import Subject, badge

GOLD, SILVER, BRONZE = Tier.GOLD, Tier.SILVER, Tier.BRONZE

once = partial(badge, Subject.TAKING_PART)
everywhere = partial(once, everywhere=True)

# fmt: off  # a line for what one reads as one
everywhere(
    "autobiographer",
    name("Autobiographer"),
    BRONZE,
    _("Said on one’s page what one does, what one knows, and something about oneself."),
    find=find.with_a_whole_page,
    hears=("member.changed", "expertise.changed"),
)
everywhere(
    "informed",
    name("Informed"),
    BRONZE,
    _("Read the tour to its end."),
    find=find.read_the_tour,
    hears=("tour.read",),
)

once(
    "commentator",
    name("Commentator"),
    BRONZE,
    _("Wrote %(comments)s comments."),
    find=reaching(find.commented, "comments"),
    have=how_many(find.commented),
    goal="comments",
    hears=("entry.commented",),
    comments=10,
)
once(
    "pundit",
    name("Pundit"),
    SILVER,
    _("Wrote %(comments)s comments that %(score)s people each found useful."),
    find=reaching(find.commented_well, "comments"),
    have=how_many(find.commented_well),
    goal="comments",
    comments=10,
    score=5,
)

# Found at night, and without progress: nobody is to come because a row of days would break.
DAILY = _("Came by on %(days)s days running.")
everywhere("enthusiast", name("Enthusiast"), SILVER, DAILY, find=find.came_daily, days=30)
everywhere("fanatic", name("Fanatic"), GOLD, DAILY, find=find.came_daily, days=100)

EARNED = ("entry.voted", "edit.approved")
once(
    "mortarboard",
    name("Mortarboard"),
    BRONZE,
    _("Earned as many points in a day as a day can bring."),
    find=first(find.full_days),
    hears=EARNED,
)
FULL = _("Earned as many points as a day can bring, on %(days)s days.")
full = partial(
    once, find=reaching(find.full_days, "days"), have=how_many(find.full_days), goal="days", hears=EARNED
)
full("epic", name("Epic"), SILVER, FULL, days=50)
full("legendary", name("Legendary"), GOLD, FULL, days=150)

once(
    "yearling",
    name("Yearling"),
    SILVER,
    _("Has been here for a year, and earned %(reputation)s points."),
    find=find.here_for_a_year,
    reputation=200,
)
