from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.views.decorators.http import require_safe

from slashmentor.base.pages.render import member_of, page
from slashmentor.commons.communities.models import Community
from slashmentor.commons.people.models import Member
from slashmentor.commons.standing.models import Standing

from ..panels import sites_of, tally_words
from ..queries.awards import Had, find_had, tally
from ..queries.brought import find_brought
from ..queries.progress import find_progress


@require_safe
def member_badges(request: HttpRequest, handle: str) -> HttpResponse:
    """/@handle/badges?community=: all that somebody has; for themselves also how far they are with the next."""
    if handle != handle.lower():
        return HttpResponseRedirect(f"/@{handle.lower()}/badges")
    reader = member_of(request)
    shown = Member.objects.visible_to(reader).filter(handle=handle).first()
    if shown is None:
        raise Http404
    had = find_had(shown.pk)
    is_mine = reader is not None and reader.pk == shown.pk
    context = {
        "shown": shown,
        "is_mine": is_mine,
        "places": _by_place(had),
        "tally": _tally(had),
        "sites": sites_of(find_brought(shown.pk)),
    }
    if is_mine:
        context |= _progress(request, shown)
    return page(request, "badges/member.html", context)


def _by_place(had: list[Had]) -> list[tuple[Community | None, list[str], list[Had]]]:
    """What they earned, by community, where it was most first; last, what is of no single one."""
    places: dict[int | None, list[Had]] = {}
    for one in had:
        places.setdefault(one.community.pk if one.community else None, []).append(one)
    ordered = sorted(places.items(), key=lambda place: (place[0] is None, -len(place[1]), place[0] or 0))
    return [(rows[0].community, _tally(rows), rows) for _pk, rows in ordered]


def _tally(had: list[Had]) -> list[str]:
    return tally_words(tally((one.badge.tier, one.times) for one in had))


def _progress(request: HttpRequest, member: Member) -> dict[str, object]:
    """In the community that was asked for, else where they are known best."""
    stands = Standing.objects.filter(member=member).select_related("community").order_by("-reputation", "pk")
    communities = [standing.community for standing in stands[:20]]
    slug = request.GET.get("community", "")
    here: Community | None = next(
        (one for one in communities if one.slug == slug), communities[0] if communities else None
    )
    if here is None:
        return {"communities": [], "here": None, "progress": []}
    return {
        "communities": communities,
        "here": here,
        "progress": find_progress(member.pk, here, now=timezone.now()),
    }
