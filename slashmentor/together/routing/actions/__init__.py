"""What a member does with what is brought to them, and what they wish to be brought."""

from .later import bring_now, put_off
from .not_for_me import FOR_A_WHILE, bring_back, decline, show_again, wave_off
from .pass_on import ignore, pass_on
from .take_on import let_go, take_on
from .wish import come_back, rest, wish

__all__ = [
    "FOR_A_WHILE",
    "bring_back",
    "bring_now",
    "come_back",
    "decline",
    "ignore",
    "let_go",
    "pass_on",
    "put_off",
    "rest",
    "show_again",
    "take_on",
    "wave_off",
    "wish",
]
