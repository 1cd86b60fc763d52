"""All that changes mentor pages and the directory."""

from .keep_places import Full, free_place, set_waiting, take_place
from .publish import away, back, pause, publish, resume, withdraw
from .save import save
from .saying import Said
from .shelve import next_version, shelve, take_down, unshelve

__all__ = [
    "Full",
    "Said",
    "away",
    "back",
    "free_place",
    "next_version",
    "pause",
    "publish",
    "resume",
    "save",
    "set_waiting",
    "shelve",
    "take_down",
    "take_place",
    "unshelve",
    "withdraw",
]
