"""“Somebody else should see this”: naming somebody, and letting an invitation be."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from slashmentor.base.errors import ForPeople
from slashmentor.base.pages.render import member_of, page
from slashmentor.parts.questions.models import Entry

from .. import actions
from ..forms import PassOnForm
from ..models import Invitation


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def pass_on(request: HttpRequest, question_id: int) -> HttpResponse:
    """/for-you/12/pass-on: whom to point to the question, and a line for them."""
    member = member_of(request)
    question = get_object_or_404(Entry.objects.visible_to(member), kind=Entry.Kind.QUESTION, pk=question_id)
    form = PassOnForm(request.POST if request.method == "POST" else None)
    status = 200
    if request.method == "POST":
        form.is_valid()
        try:
            made = actions.pass_on(question, by=member, now=timezone.now(), **form.as_sent())
        except ForPeople as error:
            form.take_errors(error)
            status = error.status
        else:
            messages.success(
                request,
                _("@%(handle)s is told that you thought of them. They may well ignore it.")
                % {"handle": made.to.handle},
            )
            return HttpResponseRedirect(question.get_absolute_url())
    return page(request, "routing/pass_on.html", {"question": question, "form": form}, status=status)


@require_POST
@login_required
def ignore(request: HttpRequest, invitation_id: int) -> HttpResponse:
    """/for-you/invitations/7/ignore: somebody else's isn't there."""
    member = member_of(request)
    invitation = get_object_or_404(Invitation, pk=invitation_id, to=member)
    actions.ignore(invitation, by=member, now=timezone.now())
    return redirect("routing:for-you")
