"""All that can be done with requests: one file for each verb, all of them along the arrows of lifecycle.py."""

from .accept import accept
from .answer import answer
from .ask import ask, may_ask
from .ask_by_letter import ask_by_letter, confirm, refuse_visitors
from .ask_more import ask_more
from .decline import decline
from .end import end
from .expire import expire, expire_all
from .put_on_list import can_wait, put_on_list
from .saying import Said
from .withdraw import withdraw

__all__ = [
    "Said",
    "accept",
    "answer",
    "ask",
    "ask_by_letter",
    "ask_more",
    "can_wait",
    "confirm",
    "decline",
    "end",
    "expire",
    "expire_all",
    "may_ask",
    "put_on_list",
    "refuse_visitors",
    "withdraw",
]
