"""Flagging, deciding, suspending, appealing, blocking. One file per verb."""

from .act import act, tell_author
from .age import let_flags_age
from .appeal import appeal, decide_appeal
from .block import block, unblock
from .carry import carry_flags
from .decide import decide
from .flag import raise_flag, withdraw
from .note import add_note
from .record import record
from .suspend import lift, suspend

__all__ = [
    "act",
    "add_note",
    "appeal",
    "block",
    "carry_flags",
    "decide",
    "decide_appeal",
    "let_flags_age",
    "lift",
    "raise_flag",
    "record",
    "suspend",
    "tell_author",
    "unblock",
    "withdraw",
]
