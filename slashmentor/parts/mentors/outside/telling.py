"""Webmention, the side that sends: telling a page that it is listed here."""

from slashmentor.base.fetch import OUTSIDE, Door, NotFetched
from slashmentor.base.jobs import job

from ..models import OutsidePage
from .addresses import shown_at


@job(atomic=False, retries=3)
def tell(page: int, endpoint: str) -> None:
    """Tell the page's endpoint; twice at worst, which says the same."""
    tell_at(page, endpoint)


def tell_at(pk: int, endpoint: str, *, through: Door = OUTSIDE) -> bool:
    """Whether it was taken. Nobody is told again of what wasn't: a courtesy, not a delivery."""
    page = OutsidePage.objects.shown().filter(pk=pk).first()
    if page is None:
        return False
    try:
        through.send(endpoint, {"source": shown_at(pk), "target": page.url})
    except NotFetched:
        return False
    return True
