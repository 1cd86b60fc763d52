"""Searches that members want to be told of: kept, forgotten, and looked through for who is new."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from slashmentor.base.errors import Invalid
from slashmentor.base.jobs import every, job
from slashmentor.base.permissions import allow
from slashmentor.commons.happenings import happened
from slashmentor.commons.people.models import Member
from slashmentor.commons.people.rules import is_active

from ..models import Listing, SavedSearch
from .asked import Asked, asked_by
from .me import me_of
from .searching import ids_with, looking_on

if TYPE_CHECKING:
    from .shelf import Shelf

MOST = 20  # searches of one member
MOST_TOLD = 50  # mentors of whom one piece of news speaks
LONGEST = 600


def save_search(asked: Asked, *, by: Member, now: datetime) -> SavedSearch:
    """Tell them from now on of mentors who come and fit; twice is the same as once. Raises Invalid, Refused."""
    allow(is_active, by, or_say=_("Whoever logs in can be told of new mentors."))
    query = asked.query
    if len(query) > LONGEST:
        raise Invalid(_("That is more than a search can keep. Leave out some of it, please."))
    with transaction.atomic():
        by.take_turns()
        kept = SavedSearch.objects.filter(member=by)
        if (there := kept.filter(query=query).first()) is not None:
            return there
        if kept.count() >= MOST:
            raise Invalid(
                _("You are told of %(most)s searches already. Forget one of them first.") % {"most": MOST}
            )
        return SavedSearch.objects.create(member=by, query=query, known=_newest(), at=now)


def forget_search(search_id: int, *, by: Member) -> bool:
    """Tell them no longer; False when they have no such search."""
    return bool(SavedSearch.objects.filter(pk=search_id, member=by).delete()[0])


@every(minutes=30)
@job(atomic=False)
def tell_of_new_mentors(*, now: datetime) -> None:
    """Look who came since each search was looked at last, and say so: `mentors.found`, with the listings' ids."""
    newest = _newest()
    searches = SavedSearch.objects.filter(known__lt=newest, member__is_active=True).select_related("member")
    first = searches.order_by("known").values_list("known", flat=True).first()
    if first is None:
        return
    from .held import newer_than  # numpy

    shelf = newer_than(first)
    for one in searches.order_by("pk").iterator(200):
        _look(one, shelf, newest, now)


def _look(one: SavedSearch, shelf: "Shelf", newest: int, now: datetime) -> None:
    from .finding import matching  # numpy

    asked = asked_by(one.query)
    me = me_of(one.member)
    found = matching(looking_on(shelf, asked, me, ids_with(asked), now))
    mine = set(Listing.objects.filter(offer__member=one.member).values_list("pk", flat=True))
    news = [pk for pk in found if one.known < pk <= newest and pk not in mine]
    with transaction.atomic():
        # Whoever looks at it at the same time finds that it was looked at.
        if SavedSearch.objects.filter(pk=one.pk, known=one.known).update(known=newest) and news:
            happened("mentors.found", about=one, now=now, listings=news[-MOST_TOLD:])


def _newest() -> int:
    """The newest listing that there is: ids grow with each that comes."""
    return Listing.objects.aggregate(newest=Max("pk"))["newest"] or 0
