"""What a topic is called: its other names, renaming it, and letting two topics be one."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from slashmentor.base.errors import Invalid, Refused
from slashmentor.base.pages.render import member_of, page
from slashmentor.commons.people.models import Member
from slashmentor.commons.standing.privileges import Privilege, position_of, what_is_missing

from .. import actions
from ..forms import IntoForm, NameForm, SynonymForm
from ..models import Synonym, Topic
from ..queries import find_names
from ..rules import can_merge


@require_http_methods(["GET", "HEAD", "POST"])
def names(request: HttpRequest, name: str) -> HttpResponse:
    """/topics/<name>/names: its other names; a form to suggest one, and what those can change who look after it."""
    topic = get_object_or_404(Topic, name=name)
    by: Member | None = member_of(request)
    if request.method != "POST":
        return _shown(request, topic, SynonymForm(topic=topic))
    if by is None:
        return redirect("account_login")
    form = SynonymForm(request.POST, topic=topic)
    if not form.is_valid():
        return _shown(request, topic, form, status=400)
    try:
        actions.suggest_synonym(
            topic, name=form.cleaned_data["name"], community=form.chosen, by=by, now=timezone.now()
        )
    except (Invalid, Refused) as error:
        form.take_errors(error)
        return _shown(request, topic, form, status=error.status)
    return redirect("topics:names", topic.name)


@require_POST
@login_required
def decide(request: HttpRequest, pk: int) -> HttpResponse:
    """`approves` 1: the name leads to the topic from now on; 0: it doesn't."""
    synonym = get_object_or_404(Synonym, pk=pk)
    by: Member = request.user  # type: ignore[assignment] # logged in
    actions.decide_synonym(synonym, by=by, approves=request.POST.get("approves") == "1", now=timezone.now())
    return redirect("topics:suggested")


@require_POST
@login_required
def merge(request: HttpRequest, name: str) -> HttpResponse:
    """`into`: the topic that this one becomes part of."""
    topic = get_object_or_404(Topic, name=name)
    by: Member = request.user  # type: ignore[assignment] # logged in
    form = IntoForm(request.POST)
    if not form.is_valid():
        return _shown(request, topic, SynonymForm(topic=topic), into=form, status=400)
    into = Topic.objects.filter(name=form.cleaned_data["into"].strip().lstrip("/").lower()).first()
    if into is None:
        form.add_error("into", _("There is no such topic."))
        return _shown(request, topic, SynonymForm(topic=topic), into=form, status=400)
    try:
        actions.merge(topic, into=into, by=by, now=timezone.now())
    except Invalid as invalid:
        form.take_errors(invalid)
        return _shown(request, topic, SynonymForm(topic=topic), into=form, status=400)
    return redirect(into.get_absolute_url())


@require_POST
@login_required
def rename(request: HttpRequest, name: str) -> HttpResponse:
    """`name`: what it is called from now on."""
    topic = get_object_or_404(Topic, name=name)
    by: Member = request.user  # type: ignore[assignment] # logged in
    form = NameForm(request.POST)
    try:
        if form.is_valid():
            renamed = actions.rename(topic, name=form.cleaned_data["name"], by=by, now=timezone.now())
            return redirect(renamed.get_absolute_url())
    except Invalid as invalid:
        form.take_errors(invalid)
    return _shown(request, topic, SynonymForm(topic=topic), new_name=form, status=400)


def _shown(
    request: HttpRequest,
    topic: Topic,
    form: SynonymForm,
    *,
    into: IntoForm | None = None,
    new_name: NameForm | None = None,
    status: int = 200,
) -> HttpResponse:
    by = member_of(request)
    return page(
        request,
        "topics/names.html",
        {
            "topic": topic,
            "rows": find_names(topic),
            "form": form,
            "into": into or IntoForm(),
            "new_name": new_name or NameForm(),
            "gate": _gate(by, form),
            "may_merge": bool(can_merge.test(by, topic)),
        },
        status=status,
    )


def _gate(by: Member | None, form: SynonymForm) -> str:
    """Why they can't suggest another name yet, before they try: "" when they can in some community that uses it."""
    if by is None:
        return _("Please log in to suggest another name.")
    positions = [position_of(by, community.pk) for community in form.communities.values()]
    if not positions or any(one.may(Privilege.SYNONYMS) for one in positions):
        return ""
    return what_is_missing(max(positions, key=lambda one: one.reputation), Privilege.SYNONYMS)
