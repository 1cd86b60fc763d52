"""What happened: one row for each thing done; and who wants to hear of it.

An action says `happened("question.asked", by=…, about=…)` and knows nobody who listens.
"""

from slashmentor.commons.happenings.telling import happened, hears, latest, many_happened, newest_sql

__all__ = ["happened", "hears", "latest", "many_happened", "newest_sql"]
