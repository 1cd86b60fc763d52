from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from slashmentor.base.errors import Invalid
from slashmentor.base.pages.render import page
from slashmentor.commons.people.models import Member
from slashmentor.commons.topics.browsing import find_tree
from slashmentor.commons.topics.evidence import evidence_of
from slashmentor.commons.topics.expertise.actions import MOST, change_expertise
from slashmentor.commons.topics.expertise.forms import Sheet
from slashmentor.commons.topics.models import Level
from slashmentor.commons.topics.suggesting import suggestions_for

SUGGESTED = 12


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def expertise(request: HttpRequest) -> HttpResponse:
    """What the member knows: a row for each topic, new ones by name, from suggestions or from the tree.

    Every button sends the whole form, so that nothing typed is lost: `add` and `remove` name a topic and save the
    rest with it, `at` only opens the tree below a topic.
    """
    member = Member.objects.get(pk=request.user.pk)
    if request.method != "POST":
        return _shown(
            request, member, Sheet(member, new=request.GET.get("new", "")[:35]), request.GET.get("at", "")
        )
    sheet = Sheet(member, request.POST)
    inside = request.POST.get("inside", "")[:35]
    if "at" in request.POST:
        return _shown(request, member, sheet, request.POST["at"])
    if sheet.is_valid():
        add, remove = request.POST.get("add", ""), request.POST.get("remove", "")
        try:
            change_expertise(
                member,
                by=member,
                added={**sheet.new.names, **({add: Level.CAN_HELP} if add else {})},
                levels=sheet.levels,
                details=sheet.details,
                without=[remove] if remove else [],
                now=timezone.now(),
            )
        except Invalid as error:
            sheet.take_errors(error)
        else:
            messages.success(request, _("That is what your page says, and what finds you."))
            where = f"?{urlencode({'at': inside})}#tree" if inside and add else ""
            return HttpResponseRedirect(f"{request.path}{where}")
    return _shown(request, member, sheet, inside, status=400)


def _shown(request: HttpRequest, member: Member, sheet: Sheet, at: str, *, status: int = 200) -> HttpResponse:
    topics = {row.topic_id: row.topic for row in sheet.listed.values()}
    shown = evidence_of([member.pk], list(topics))
    context: dict[str, Any] = {
        "sheet": sheet,
        "rows": list(sheet.pairs()),
        "evidence": {topic.name: shown.get((member.pk, pk), []) for pk, topic in topics.items()},
        "most": MOST,
        "is_full": len(sheet.listed) >= MOST,
        "suggested": suggestions_for(member, most=SUGGESTED),
        "tree": find_tree(at.lower()[:35]) or find_tree(),
        "is_open": bool(at),
    }
    return page(request, "topics/expertise.html", context, status=status)
