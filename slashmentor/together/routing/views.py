from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from slashmentor.base.pages.render import member_of, page
from slashmentor.parts.questions.models import Entry

from .actions import bring_back, wave_off
from .queries import for_you
from .words import greeting, why


@login_required
@require_GET
def for_you_page(request: HttpRequest) -> HttpResponse:
    member = member_of(request)
    now = timezone.now()
    items = [(suggestion.question, why(suggestion.reasons)) for suggestion in for_you(member, now=now)]
    waved_off = request.GET.get("not", "")
    return page(
        request,
        "routing/for_you.html",
        {
            "items": items,
            "greeting": greeting(member, now=now),
            "waved_off": waved_off if waved_off.isdecimal() and len(waved_off) < 19 else "",
        },
    )


@login_required
@require_POST
def not_for_me(request: HttpRequest, question_id: int) -> HttpResponse:
    member = member_of(request)
    question = get_object_or_404(Entry.objects.visible_to(member), kind=Entry.Kind.QUESTION, pk=question_id)
    if request.POST.get("undo"):
        bring_back(question, by=member)
    else:
        wave_off(question, by=member, now=timezone.now())
    if request.headers.get("HX-Request"):
        return page(
            request, "routing/_waved_off.html", {"question": question, "undone": request.POST.get("undo")}
        )
    where = reverse("routing:for-you")
    return HttpResponseRedirect(where if request.POST.get("undo") else f"{where}?not={question.pk}")
