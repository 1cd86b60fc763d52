"""The list for other instances, and the page on which hosts choose which of those are read."""

import re

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_POST, require_safe

from slashmentor.base.errors import ForPeople
from slashmentor.base.pages.cached import cached_page
from slashmentor.base.pages.render import page
from slashmentor.commons.safety.views.doors import get_or_post, hosts_only, me

from . import actions, queries
from .documents import Place, list_document, revision_of_the_list, schema
from .forms import AddressForm
from .models import Instance

_NUMBER = re.compile(r"[0-9]{1,18}")
_PLACE = re.compile(r"([0-9]{1,18})-([0-9]{1,18})")


@require_safe
def mentors(request: HttpRequest) -> HttpResponse:
    """/.well-known/mentor?since=&after=: this instance's public mentor pages, for any program that asks."""
    since, after = request.GET.get("since", "0"), request.GET.get("after", "")
    place = _PLACE.fullmatch(after)
    if not _NUMBER.fullmatch(since) or bool(after) != bool(place):
        raise Http404(_("There is no such page."))
    revision, today = revision_of_the_list(), timezone.now().date()

    def make() -> HttpResponse:
        document = list_document(
            revision=revision,
            since=int(since),
            after=Place(int(place[1]), int(place[2])) if place else None,
            today=today,
        )
        return JsonResponse(document, json_dumps_params={"ensure_ascii": False})

    # What somebody's state is depends on the day.
    response = _for_anybody(cached_page(request, "movement:list", f"{revision}:{today}", make))
    # It is for directories; whether search engines show a page is said on the page.
    response.headers["X-Robots-Tag"] = "noindex, noai"
    return response


@require_safe
@cache_control(public=True, max_age=86400)
def list_schema(_request: HttpRequest) -> HttpResponse:
    """The JSON Schema of the list."""
    return _for_anybody(JsonResponse(schema(), content_type="application/schema+json"))


@get_or_post
@hosts_only
def instances(request: HttpRequest) -> HttpResponse:
    """/moderation/instances: those whose mentors are listed here too. POST adds one."""
    form, status = AddressForm(request.POST or None), 200
    if request.method == "POST":
        status = 400
        form = AddressForm(request.POST)
        if form.is_valid():
            try:
                added = actions.add(form.cleaned_data["address"], by=me(request), now=timezone.now())
            except ForPeople as error:
                form.take_errors(error)
                status = error.status
            else:
                messages.success(request, _("%(name)s is read in a moment.") % {"name": added.host})
                return redirect("movement:instances")
    context = {"form": form, "instances": queries.instances()}
    return page(request, "movement/instances.html", context, status=status)


@require_POST
@hosts_only
def read(request: HttpRequest, pk: int) -> HttpResponse:
    """Read one now."""
    found = get_object_or_404(Instance, pk=pk)
    actions.read_soon(found, by=me(request))
    messages.success(request, _("%(name)s is read in a moment.") % {"name": found.host})
    return redirect("movement:instances")


@require_POST
@hosts_only
def remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Read one no longer."""
    found = get_object_or_404(Instance, pk=pk)
    actions.remove(found, by=me(request))
    messages.success(request, _("The mentors of %(name)s are no longer listed here.") % {"name": found.host})
    return redirect("movement:instances")


def _for_anybody(response: HttpResponse) -> HttpResponse:
    """Let pages of other sites read it too."""
    response.headers["Access-Control-Allow-Origin"] = "*"
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    return response
