from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from slashmentor.base.errors import Invalid
from slashmentor.base.pages.render import page
from slashmentor.commons.people.models import Member
from slashmentor.commons.topics.expertise.actions import MOST, list_expertise
from slashmentor.commons.topics.expertise.forms import ExpertiseForm


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def expertise(request: HttpRequest) -> HttpResponse:
    """What the member knows, a field for each level."""
    member = Member.objects.get(pk=request.user.pk)
    form = ExpertiseForm(request.POST if request.method == "POST" else None, member=member)
    if form.is_bound and form.is_valid():
        try:
            list_expertise(member, by=member, levels=form.levels, now=timezone.now())
        except Invalid as error:
            for field, sentence in error.errors.items():
                form.add_error(field if field in form.fields else None, sentence)
        else:
            messages.success(request, _("That is what your page says, and what finds you."))
            return HttpResponseRedirect(request.path)
    return page(
        request, "topics/expertise.html", {"form": form, "most": MOST}, status=400 if form.is_bound else 200
    )
