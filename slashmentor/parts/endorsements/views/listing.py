"""/@handle/endorsements: all that people say a member's answers helped them with."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from slashmentor.base.pages.cached import cached_page
from slashmentor.base.pages.paging import page_of
from slashmentor.base.pages.render import member_of, page
from slashmentor.commons.happenings import latest
from slashmentor.commons.people.models import Member
from slashmentor.parts.questions.views.entries import member, members_only

from .. import actions, rules
from ..models import Endorsement
from ..queries import SaidOf

A_PAGE = 30


@require_safe
def shown(request: HttpRequest, handle: str) -> HttpResponse:
    """`?topic=` narrows it. The one it is about sees what they hid, too, and decides; Http404 for members who can't be
    seen, or keep what they did here to themselves.
    """
    if handle != handle.lower():
        return HttpResponseRedirect(f"/@{handle.lower()}/endorsements")

    def make() -> HttpResponse:
        reader = member_of(request)
        about = Member.objects.visible_to(reader).filter(handle=handle).first()
        if about is None or not (about.shows_activity or reader == about):
            raise Http404
        topic = request.GET.get("topic", "")[:40]
        said = SaidOf(about, topic=topic, with_hidden=reader == about)
        topics = said.topics()
        if topic and topic not in dict(topics):
            raise Http404
        context = {
            "shown": about,
            "is_mine": reader == about,
            "reader": reader,
            "topic": topic,
            "topics": topics,
            "pager": page_of(request, said, size=A_PAGE, by_time=True),
        }
        return page(request, "endorsements/list.html", context)

    return cached_page(request, "endorsements", latest(), make)


@require_safe
@members_only
def mine(request: HttpRequest) -> HttpResponse:
    """/endorsements: to what people say of the reader."""
    return HttpResponseRedirect(f"{member(request).get_absolute_url()}/endorsements")


@require_POST
@members_only
def change(request: HttpRequest, *, pk: int) -> HttpResponse:
    """`shown` 0: it stands on my page no more; 1: it does again."""
    endorsement = Endorsement.objects.filter(pk=pk, removed_at=None).first()
    if endorsement is None or not rules.is_about.test(member(request), endorsement):
        raise Http404
    change = actions.show if request.POST.get("shown") == "1" else actions.hide
    change(endorsement, by=member(request), now=timezone.now())
    return HttpResponseRedirect(f"{member(request).get_absolute_url()}/endorsements")
