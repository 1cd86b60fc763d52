"""/mentors/random: somebody with room whom one wouldn't have thought of."""

import secrets
from datetime import datetime

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from slashmentor.base.pages.render import member_of

from ...models.listing import Source
from ..asked import ADDRESS, Asked, Room
from ..me import Me, me_of
from ..rows import rows_of
from ..searching import search


@require_safe
@never_cache
def random_door(request: HttpRequest) -> HttpResponse:
    """To an open mentor, another one each time: one who speaks a language of mine and knows what I neither know nor
    look for, as long as there is one.
    """
    now = timezone.now()
    me = me_of(member_of(request))
    asked = Asked(chosen={"room": (Room.OPEN,), "source": (Source.HERE,)})
    for ids in _candidates(asked, me, now):
        if rows := rows_of([secrets.choice(ids)], asked, me, today=now.date()):
            return HttpResponseRedirect(rows[0].url)
    return HttpResponseRedirect(ADDRESS)


def _candidates(asked: Asked, me: Me, now: datetime) -> list[list[int]]:
    from ..finding import strangers  # numpy

    return [ids for ids in search(asked, me, strangers, now=now) if ids]
