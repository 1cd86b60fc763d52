"""/settings/mentor/figures: what became of one's own mentor page; nobody else's can be asked for."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from slashmentor.base.pages.render import member_of, page

from ..models import Offer
from .queries import visits_of


@require_safe
@login_required
def figures(request: HttpRequest) -> HttpResponse:
    """Visits here, and what other parts put beside them (panel `mentor.figures`)."""
    offer = Offer.objects.filter(member=member_of(request)).first()
    today = timezone.now().date()
    context = {"offer": offer, "visits": visits_of(offer, today=today) if offer is not None else None}
    return page(request, "mentors/figures.html", context)
