"""Pages about mentor pages elsewhere: my own, bringing one by letter, one as everybody sees it, and webmentions."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from slashmentor.base.errors import Busy, Invalid
from slashmentor.base.limits import limit, who
from slashmentor.base.pages.render import page
from slashmentor.commons.people.models import Member

from ..models import Listing, OutsidePage
from . import bringing, letters
from .addresses import page_address
from .forms import LetterForm, PageForm
from .hearing import hear
from .words import standing

_AN_HOUR = 3600


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def mine(request: HttpRequest) -> HttpResponse:
    """My pages elsewhere with their state; bring one (`url`), have one looked at `again`, or `remove` one."""
    member = Member.objects.get(pk=request.user.pk)
    if request.method != "POST":
        return _mine(request, member, PageForm())
    if "again" in request.POST or "remove" in request.POST:
        return _changed(request, member)
    form = PageForm(request.POST)
    if form.is_valid():
        limit("outside", who(request), times=20, seconds=_AN_HOUR)
        try:
            bringing.bring(member, by=member, url=form.cleaned_data["url"], now=timezone.now())
        except Invalid as error:
            form.take_errors(error)
        else:
            messages.success(request, _("We look at the page in a moment. What we found stands here then."))
            return HttpResponseRedirect(request.path)
    return _mine(request, member, form, status=400)


def _changed(request: HttpRequest, member: Member) -> HttpResponse:
    number = request.POST.get("again") or request.POST.get("remove", "")
    is_one = number.isascii() and number.isdigit() and len(number) < 19
    found = OutsidePage.objects.brought_by(member).filter(pk=int(number) if is_one else 0).first()
    if found is None:
        raise Http404
    if "remove" in request.POST:
        bringing.take_down(found, now=timezone.now())
        messages.success(request, _("That page is no longer listed here. On your site nothing changed."))
    else:
        limit("outside", who(request), times=20, seconds=_AN_HOUR)
        bringing.look_again(found, now=timezone.now())
        messages.success(request, _("We look at the page in a moment. What we found stands here then."))
    return HttpResponseRedirect(request.path)


def _mine(request: HttpRequest, member: Member, form: PageForm, *, status: int = 200) -> HttpResponse:
    pages = OutsidePage.objects.brought_by(member).select_related("member").order_by("pk")
    now = timezone.now()
    context = {"form": form, "pages": [standing(one, now=now) for one in pages]}
    return page(request, "mentors/outside/mine.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def join(request: HttpRequest) -> HttpResponse:
    """Bring a page without an account. The answer is the same whatever is here already, and whoever's address it is."""
    if request.method != "POST":
        return page(request, "mentors/outside/join.html", {"form": LetterForm(), "sent": False})
    form = LetterForm(request.POST)
    if form.is_valid():
        limit("outside-join", who(request), times=10, seconds=_AN_HOUR)
        email, now = form.cleaned_data["email"], timezone.now()
        try:
            page_address(form.cleaned_data["url"])
            if _may_be_written_to(email):
                bringing.bring_by_letter(email, url=form.cleaned_data["url"], now=now)
        except Invalid as error:
            form.take_errors(error)
        else:
            return page(request, "mentors/outside/join.html", {"sent": True, "email": email})
    return page(request, "mentors/outside/join.html", {"form": form, "sent": False}, status=400)


def _may_be_written_to(email: str) -> bool:
    """Nobody gets more than a few letters that they didn't ask for; whoever asks for them learns nothing of it."""
    try:
        limit("outside-letter", email.lower(), times=3, seconds=24 * _AN_HOUR)
    except Busy:
        return False
    return True


@require_http_methods(["GET", "HEAD", "POST"])
def letter(request: HttpRequest, token: str) -> HttpResponse:
    """Where the link in a letter leads. GET only shows, since scanners follow every link; the buttons POST."""
    found = letters.page_of(token)
    if found is None:
        if request.method != "POST" and letters.is_ours(token):
            return page(request, "mentors/outside/letter.html", {"one": None})
        raise Http404
    if request.method == "POST":
        limit("outside", who(request), times=20, seconds=_AN_HOUR)
        do, now = request.POST.get("do", ""), timezone.now()
        if do == "remove":
            bringing.take_down(found, now=now)
            return page(request, "mentors/outside/letter.html", {"one": None})
        if do not in {"confirm", "again"}:
            raise Invalid(_("Please press one of the buttons."))
        (bringing.confirm if do == "confirm" else bringing.look_again)(found, now=now)
        return HttpResponseRedirect(request.path)
    context: dict[str, Any] = {"one": standing(found, now=timezone.now())}
    return page(request, "mentors/outside/letter.html", context)


@require_GET
def shown(request: HttpRequest, page_id: int) -> HttpResponse:
    """What is known here of a listed page, with the link to it: what a webmention names as its source."""
    line = Listing.objects.select_related("page__member").filter(page=page_id, gone=False).first()
    if line is None or line.page is None or not line.page.is_shown:
        raise Http404
    return page(request, "mentors/outside/shown.html", {"line": line, "one": line.page})


# Sent by programs, which have neither our cookie nor a form token; nothing is done for whoever sends it.
@csrf_exempt
@require_POST
def webmention(request: HttpRequest) -> HttpResponse:
    """202 for what may be true, and is looked into later; 400 with a sentence for what can't be."""
    limit("webmention", who(request), times=60, seconds=_AN_HOUR)
    try:
        hear(request.POST.get("source", ""), request.POST.get("target", ""))
    except Invalid as error:
        return HttpResponse(f"{error.sentence}\n", status=400, content_type="text/plain; charset=utf-8")
    said = _("Thank you. We look at the page in a moment.")
    return HttpResponse(f"{said}\n", status=202, content_type="text/plain; charset=utf-8")
