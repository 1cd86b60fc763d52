from .opening import appoint, describe_community, dismiss, open_community, open_the_first
from .settle import settle_community

__all__ = [
    "appoint",
    "describe_community",
    "dismiss",
    "open_community",
    "open_the_first",
    "settle_community",
]
