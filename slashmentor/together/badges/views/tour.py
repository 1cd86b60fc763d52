from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from slashmentor.base.pages.render import member_of, page
from slashmentor.commons.communities.numbers import Numbers

from ..actions import finish_tour
from ..models import Award


@require_http_methods(["GET", "HEAD", "POST"])
def tour(request: HttpRequest) -> HttpResponse:
    """/about/tour: how everything here works, on one page; whoever is at its end can say so."""
    reader = member_of(request)
    if request.method == "POST":
        if reader is None:
            return redirect("account_login")
        finish_tour(by=reader, now=timezone.now())
        messages.success(request, _("Thank you for reading. Ask, answer, or just look around."))
        return redirect("home:home")
    has_read = reader is not None and Award.objects.filter(member=reader, badge="informed").exists()
    context = {"has_read": has_read, "numbers": Numbers(), "today": timezone.now()}
    return page(request, "badges/tour.html", context)
