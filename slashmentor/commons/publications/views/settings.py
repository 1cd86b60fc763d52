"""/settings/publications: bring them, see what came of it, say what they show one knows, and keep them."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from slashmentor.base.errors import Invalid, Refused
from slashmentor.base.limits import limit, who
from slashmentor.base.pages.paging import page_of
from slashmentor.base.pages.render import page
from slashmentor.commons.people.models import Member
from slashmentor.commons.publications import actions, queries
from slashmentor.commons.publications.actions.orcid import is_under_way, orcid_of
from slashmentor.commons.publications.forms import DoisForm, FilesForm
from slashmentor.commons.publications.models import Bringing, Publication
from slashmentor.commons.topics.models import Level, Topic

A_PAGE = 50
AN_HOUR = 3600
MOST_AN_HOUR = 30


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def publications(request: HttpRequest) -> HttpResponse:
    """See all of it; bring `files`, `dois` or (`orcid`) what one's own record has."""
    member = _me(request)
    if request.method != "POST":
        return _page(request, member)
    if "orcid" in request.POST:
        return _orcid(request, member)
    if "dois" in request.POST:
        return _brought(request, member, dois=DoisForm(request.POST))
    return _brought(request, member, files=FilesForm(request.POST, request.FILES))


@require_POST
@login_required
def change(request: HttpRequest) -> HttpResponse:
    """One of: `hide`, `show` or `remove` a publication, `all` of them, the whole list on the `page` or off it."""
    member, now = _me(request), timezone.now()
    for name, act in _ON_ONE.items():
        if name in request.POST:
            act(_mine(member, request.POST[name]), member, now)
            break
    else:
        if "on_page" in request.POST:
            actions.show_on_page(member, shown=request.POST["on_page"] == "1", by=member, now=now)
        elif "all" in request.POST:
            if request.POST.get("sure") != "1":
                messages.error(request, _("Tick the box first, so that nobody removes them all by a slip."))
            else:
                _say_removed(request, actions.remove_all(member, by=member, now=now))
        else:
            raise Http404
    return _back(request, "#yours")


@require_POST
@login_required
def topics(request: HttpRequest) -> HttpResponse:
    """Take a suggested topic up with a level (`expert`, `can_help`), `decline` it, or have it suggested `again`."""
    member, now = _me(request), timezone.now()
    for level in (Level.EXPERT, Level.CAN_HELP):
        if level in request.POST:
            try:
                actions.know(member, _topic(request.POST[level]), level=level, by=member, now=now)
            except Invalid as error:
                messages.error(request, error.sentence)
            return _back(request, "#topics")
    if "decline" in request.POST:
        actions.decline(member, _topic(request.POST["decline"]), by=member, now=now)
    elif "again" in request.POST:
        actions.take_up_again(member, _topic(request.POST["again"]), by=member)
    else:
        raise Http404
    return _back(request, "#topics")


def _brought(
    request: HttpRequest, member: Member, *, files: FilesForm | None = None, dois: DoisForm | None = None
) -> HttpResponse:
    """What is sound of several files comes in; of the others each says why not."""
    form: Any = files or dois
    done: list[Bringing] = []
    if form.is_valid():
        limit("publications", who(request), times=MOST_AN_HOUR, seconds=AN_HOUR)
        now = timezone.now()
        try:
            if dois is not None:
                done.append(actions.bring_dois(member, by=member, text=dois.cleaned_data["dois"], now=now))
            for file in files.cleaned_data["files"] if files is not None else ():
                try:
                    done.append(
                        actions.bring_file(member, by=member, content=file.read(), name=file.name, now=now)
                    )
                except Invalid as error:
                    form.add_error("files", f"{file.name}: {error.sentence}")
        except Invalid as error:
            form.take_errors(Invalid({"dois": error.sentence}))
        except Refused as error:
            form.take_errors(error)
    if done:
        _say_brought(request, done)
    if form.errors:
        return _page(request, member, files=files, dois=dois, status=400)
    return _back(request, "#brought" if any(one.problem_count for one in done) else "#yours")


def _orcid(request: HttpRequest, member: Member) -> HttpResponse:
    limit("publications", who(request), times=MOST_AN_HOUR, seconds=AN_HOUR)
    try:
        actions.ask_orcid(member, by=member, now=timezone.now())
    except (Invalid, Refused) as error:
        messages.error(request, error.sentence)
    else:
        messages.success(request, _("We ask ORCID in a moment. What came of it stands here then."))
    return _back(request, "#brought")


def _page(
    request: HttpRequest,
    member: Member,
    *,
    files: FilesForm | None = None,
    dois: DoisForm | None = None,
    status: int = 200,
) -> HttpResponse:
    pager = page_of(request, queries.find_publications(member), size=A_PAGE)
    last = queries.last_bringing(member)
    context = {
        "files": files or FilesForm(),
        "dois": dois or DoisForm(),
        "orcid": orcid_of(member),
        "last": last,
        "is_asked": is_under_way(last, now=timezone.now()),
        "pager": pager,
        "figures": queries.find_figures(member),
        "on_page": queries.stands_on_page(member),
        "suggested": queries.find_suggested(member),
        "declined": queries.find_declined(member),
        "me": member,
    }
    return page(request, "publications/settings.html", context, status=status)


def _say_brought(request: HttpRequest, done: list[Bringing]) -> None:
    added, known = sum(one.added for one in done), sum(one.known for one in done)
    unread = sum(one.problem_count for one in done)
    words = [
        ngettext("%(number)s publication added.", "%(number)s publications added.", added) % {"number": added}
    ]
    if known:
        words.append(
            ngettext("%(number)s was here already.", "%(number)s were here already.", known)
            % {"number": known}
        )
    if unread:
        words.append(
            ngettext("%(number)s could not be read.", "%(number)s could not be read.", unread)
            % {"number": unread}
        )
    messages.success(request, " ".join(words))


def _say_removed(request: HttpRequest, count: int) -> None:
    words = ngettext("%(number)s publication removed.", "%(number)s publications removed.", count)
    messages.success(request, words % {"number": count})


_ON_ONE: dict[str, Callable[[Publication, Member, Any], None]] = {
    "hide": lambda one, member, now: actions.hide(one, hidden=True, by=member, now=now),
    "show": lambda one, member, now: actions.hide(one, hidden=False, by=member, now=now),
    "remove": lambda one, member, now: actions.remove(one, by=member, now=now),
}


def _mine(member: Member, number: str) -> Publication:
    found = Publication.objects.filter(member=member, pk=_number(number)).select_related("member").first()
    if found is None:
        raise Http404
    return found


def _topic(number: str) -> Topic:
    found = Topic.objects.filter(pk=_number(number)).first()
    if found is None:
        raise Http404
    return found


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else 0


def _back(request: HttpRequest, place: str) -> HttpResponse:
    number = request.POST.get("page", "")
    query = (
        f"?page={number}"
        if number.isascii() and number.isdigit() and len(number) < 5 and number != "1"
        else ""
    )
    return HttpResponseRedirect(reverse("publications:settings") + query + place)


def _me(request: HttpRequest) -> Member:
    member: Member = Member.objects.get(pk=request.user.pk)
    return member
