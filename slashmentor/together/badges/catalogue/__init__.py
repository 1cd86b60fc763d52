"""Every badge that can be earned (rules.md, "Badges"), as data: a file for each subject.

Those of mentoring that need more than questions come here with the parts they are about: nobody is shown what can't
be earned. Importing this is enough to know them all.
"""

from . import questions, answers, taking_part, moderation, topics, mentoring  # noqa: I001, F401  the order of the pages
from .badge import Badge, Each, Subject, badge, badge_called, badges

__all__ = ["Badge", "Each", "Subject", "badge", "badge_called", "badges"]
