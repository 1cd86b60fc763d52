from datetime import datetime

from django.db import transaction

from slashmentor.commons.communities.models import Community
from slashmentor.commons.happenings import happened
from slashmentor.commons.people.models import Member

from ..ledger import locked_standing
from ..privileges import position_of, require_active


def leave(community: Community, *, by: Member | None, now: datetime) -> None:
    """Belong to a community no longer. Points and posts stay; twice is the same as once.

    What else ends with it (greeting newcomers) hears of "community.left".
    """
    with transaction.atomic():
        require_active(position_of(by, community.pk), now=now)
        assert by is not None
        if not by.standings.filter(community=community, joined_at__isnull=False).exists():
            return
        standing = locked_standing(by.pk, community.pk)
        if standing.joined_at is not None:
            standing.joined_at = None
            standing.save(update_fields=["joined_at"])
            happened("community.left", by=by, about=community, now=now)
