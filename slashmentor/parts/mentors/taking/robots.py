"""What a mentor lets machines do with their page, in the words that machines know."""

from ..models import Offer


def robots(offer: Offer) -> str:
    """For <meta name="robots"> and X-Robots-Tag; "" where everything is allowed."""
    asked = []
    if not offer.indexable:
        asked += ["noindex", "noarchive"]
    if not offer.trainable:
        asked += ["noai", "noimageai"]
    return ", ".join(asked)
