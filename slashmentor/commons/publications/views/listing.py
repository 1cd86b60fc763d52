"""/@handle/publications: all that a member shows."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_safe

from slashmentor.base.pages.paging import page_of
from slashmentor.base.pages.render import member_of, page
from slashmentor.commons.people.models import Member
from slashmentor.commons.publications.queries import ShownBy

A_PAGE = 50


@require_safe
def shown(request: HttpRequest, handle: str) -> HttpResponse:
    """The newest first; Http404 for a member that the reader can't see. Who shows none has an empty page."""
    if handle != handle.lower():
        return HttpResponseRedirect(f"/@{handle.lower()}/publications")
    reader = member_of(request)
    member = Member.objects.visible_to(reader).filter(handle=handle).first()
    if member is None:
        raise Http404
    context = {
        "shown": member,
        "is_mine": reader is not None and reader.pk == member.pk,
        "pager": page_of(request, ShownBy(member.pk), size=A_PAGE),
    }
    return page(request, "publications/list.html", context)
