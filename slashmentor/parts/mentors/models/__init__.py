"""What mentoring on the open web is made of."""

from .listing import Listing, Shelf
from .offer import Offer, OfferHour, OfferKind, OfferTopic, Role
from .outside import OutsidePage
from .search import SavedSearch
from .visit import Visit

__all__ = [
    "Listing",
    "Offer",
    "OfferHour",
    "OfferKind",
    "OfferTopic",
    "OutsidePage",
    "Role",
    "SavedSearch",
    "Shelf",
    "Visit",
]
