"""/greetings: first questions that wait for a welcome, for those who said that they would give it."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from slashmentor.base.pages.render import page
from slashmentor.commons.communities.models import Community

from .. import actions
from ..queries.welcoming import find_first_questions, where_they_greet
from .entries import entry_for, member, members_only


@require_safe
@members_only
def greetings(request: HttpRequest) -> HttpResponse:
    """What waits, what makes a good welcome, and where one welcomes."""
    reader = member(request)
    return page(
        request,
        "questions/greetings.html",
        {
            "waiting": find_first_questions(reader, now=timezone.now()),
            "here": where_they_greet(reader),
        },
    )


@require_POST
@members_only
def welcomed(request: HttpRequest, *, question_id: int) -> HttpResponse:
    """Somebody’s first question was welcomed."""
    question = entry_for(request, question_id)
    if not question.is_question:
        raise Http404
    actions.greet(question, by=member(request), now=timezone.now())
    return HttpResponseRedirect(reverse("questions:greetings"))


@require_POST
@members_only
def greeting(request: HttpRequest, *, slug: str) -> HttpResponse:
    """Welcome first questions in a community from now on (`greets` 1), or no longer (0)."""
    community = get_object_or_404(Community, slug=slug)
    change = actions.greet_here if request.POST.get("greets") == "1" else actions.stop_greeting
    change(community, by=member(request), now=timezone.now())
    return HttpResponseRedirect(reverse("questions:greetings"))
