"""Everything that routing writes down: what members wish, what they said of a question, who was told, what fits whom."""

from .choices import Declined, Later, NotForMe, TakenOn
from .index import Fit, Learned, Measured, Part, Tuning
from .trials import Trial
from .waves import Invitation, Told, Way
from .wishes import Wishes

__all__ = [
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
