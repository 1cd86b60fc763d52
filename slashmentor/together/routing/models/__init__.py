"""Everything that routing writes down: what members wish, what they said of a question, who was told, what fits whom."""

from .choices import Declined, Later, NotForMe, TakenOn
from .index import Fit, Learned, Measured, Part, Tuning
from .trials import Trial
from .waves import Invitation, Told, Way
from .wishes import A_WEEK, MOST_A_WEEK, UNTIL_BACK, Wishes

__all__ = [
    "A_WEEK",
    "MOST_A_WEEK",
    "UNTIL_BACK",
    "Declined",
    "Fit",
    "Invitation",
    "Later",
    "Learned",
    "Measured",
    "NotForMe",
    "Part",
    "TakenOn",
    "Told",
    "Trial",
    "Tuning",
    "Way",
    "Wishes",
]
