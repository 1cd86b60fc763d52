"""All that can be done with endorsements."""

from .decline import decline
from .endorse import LENGTH, endorse
from .hide import hide, show
from .take_back import record_removal, record_return, take_back

__all__ = ["LENGTH", "decline", "endorse", "hide", "record_removal", "record_return", "show", "take_back"]
