"""What a page on somebody's own site says of a mentor. Pure functions of what was fetched; whatever it is, none raises
but Unreadable, and none takes longer than a moment: everything is bounded before a parser sees it.
"""

from .finding import Found, read, with_document
from .html import Unreadable

__all__ = ["Found", "Unreadable", "read", "with_document"]
