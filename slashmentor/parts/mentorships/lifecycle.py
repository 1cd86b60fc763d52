"""The life of a request: its states, and the arrows between them. Everything that moves one goes by these (`move`)."""

from enum import Enum
from typing import NamedTuple

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class State(TextChoices):
    UNCONFIRMED = "unconfirmed", _("waits for its letter to be answered")
    SENT = "sent", _("waits for an answer")
    MORE = "more", _("a question came back")
    LISTED = "listed", _("on the waiting list")
    ACCEPTED = "accepted", _("accepted")
    DECLINED = "declined", _("declined")
    WITHDRAWN = "withdrawn", _("taken back")
    EXPIRED = "expired", _("ended without an answer")
    ENDED = "ended", _("ended")


class Actor(Enum):
    ASKER = "asker"
    MENTOR = "mentor"
    EITHER = "either"
    NOBODY = "nobody"  # time, or what becomes of the mentor's page


class Arrow(NamedTuple):
    """Who may take a request from which states to which other one, and what is said to have happened."""

    by: Actor
    sources: tuple[State, ...]
    to: State
    happened: str


OPEN = (State.SENT, State.MORE, State.LISTED)
OVER = (State.DECLINED, State.WITHDRAWN, State.EXPIRED, State.ENDED)

ARROWS = {
    "confirm": Arrow(Actor.ASKER, (State.UNCONFIRMED,), State.SENT, "request.sent"),
    "ask_more": Arrow(Actor.MENTOR, (State.SENT,), State.MORE, "request.more_asked"),
    "answer": Arrow(Actor.ASKER, (State.MORE,), State.SENT, "request.answered"),
    "put_on_list": Arrow(Actor.MENTOR, (State.SENT, State.MORE), State.LISTED, "request.listed"),
    "accept": Arrow(Actor.MENTOR, OPEN, State.ACCEPTED, "request.accepted"),
    "decline": Arrow(Actor.MENTOR, OPEN, State.DECLINED, "request.declined"),
    "withdraw": Arrow(Actor.ASKER, OPEN, State.WITHDRAWN, "request.withdrawn"),
    "expire": Arrow(Actor.NOBODY, OPEN, State.EXPIRED, "request.expired"),
    "end": Arrow(Actor.EITHER, (State.ACCEPTED,), State.ENDED, "request.ended"),
}
