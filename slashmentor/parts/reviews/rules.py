"""Who reviews what: the gates of the queues, shown before they are hit."""

from datetime import datetime

from slashmentor.base.errors import Refused
from slashmentor.commons.standing.privileges import Position, require_active, what_is_missing

from .models import Queue
from .queues import ABOUT


def what_is_missing_for(position: Position, queue: Queue) -> str:
    """Why a queue isn't open yet, by the privilege that is nearest: "Reviewing opens at 350 points here; you have 98."."""
    return what_is_missing(position, min(ABOUT[queue].opens_with, key=position.needs))


def require_queue(position: Position, queue: Queue, *, now: datetime) -> None:
    """Raises Refused for those who are suspended, or haven't got the points."""
    require_active(position, now=now)
    if not ABOUT[queue].is_open_to(position):
        raise Refused(what_is_missing_for(position, queue))
