"""/review/<queue>: the next thing to look at, with all that is needed to say something of it."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe
from markupsafe import Markup

from slashmentor.base.errors import ForPeople, Refused
from slashmentor.base.pages.render import page
from slashmentor.base.text.diff import render_changes, render_diff, render_sides
from slashmentor.commons.people.models import Member
from slashmentor.commons.standing.privileges import Privilege, position_of
from slashmentor.parts.questions.actions.versions import said_by
from slashmentor.parts.questions.models import Entry, Suggestion
from slashmentor.parts.questions.views.entries import member, members_only

from .. import rules
from ..actions import Late, review
from ..forms import TaskForm
from ..models import Queue, Task
from ..poor import signs
from ..queries import Place, count_today, count_waiting, find_casts, find_harms, find_next, find_places
from ..queues import ABOUT, SKIP


@dataclass(frozen=True)
class Way:
    """Something that can be done on another page."""

    label: str
    address: str


@require_safe
@members_only
def next_task(request: HttpRequest, queue: str) -> HttpResponse:
    """The task that waits longest for me, in `?community=` or in all of mine."""
    which = _queue(queue)
    reader, slug = member(request), request.GET.get("community", "")[:60]
    places = _places(reader, which, slug)
    task = find_next(reader, which, [place.community.pk for place in places])
    if task is None:
        return page(request, "reviews/nothing.html", {"queue": which, "about": ABOUT[which], "slug": slug})
    return _shown(request, task, slug, TaskForm(task=task, about=ABOUT[which], initial=_initial(task)))


@require_POST
@members_only
def say(request: HttpRequest, task_id: int) -> HttpResponse:
    """What I say of a task: `verdict`, and what goes with it; then on to the next one."""
    reader, slug = member(request), request.POST.get("community", "")[:60]
    task = (
        Task.objects.select_related("community", "entry__author", "entry__question__author", "suggestion__by")
        .filter(pk=task_id)
        .first()
    )
    if task is None:
        raise Http404
    queue = Queue(task.queue)
    rules.require_queue(position_of(reader, task.community_id), queue, now=timezone.now())
    verdict = request.POST.get("verdict", "")
    form = TaskForm(request.POST, task=task, about=ABOUT[queue])
    if not form.is_valid():
        return _shown(request, task, slug, form, status=400)
    try:
        review(task, by=reader, verdict=verdict, more=form.more(), now=timezone.now())
    except Late as late:
        messages.info(request, late.sentence)
    except ForPeople as error:
        form.take_errors(error)
        return _shown(request, task, slug, form, status=error.status)
    else:
        if verdict != SKIP.name:
            messages.success(request, _("Thank you. Here is what waits next."))
    query = f"?{urlencode({'community': slug})}" if slug else ""
    # To the heading, which takes the focus.
    return HttpResponseRedirect(f"/review/{queue}{query}#task")


def _queue(name: str) -> Queue:
    if name not in Queue.values:
        raise Http404
    return Queue(name)


def _places(reader: Member, queue: Queue, slug: str) -> list[Place]:
    """Where the queue is open to them. Raises Refused when it is nowhere, Http404 when there is no such community."""
    now = timezone.now()
    places = find_places(reader, slug=slug)
    if slug and not places:
        raise Http404
    found = [
        place
        for place in places
        if ABOUT[queue].is_open_to(place.position) and not place.position.is_suspended(now)
    ]
    if found:
        return found
    if not places:
        raise Refused(_("You take part in no community yet. Reviewing opens with the points earned in one."))
    nearest = max(places, key=lambda place: place.position.reputation)
    rules.require_queue(nearest.position, queue, now=now)
    return []


def _initial(task: Task) -> dict[str, Any]:
    """The reason that most would close it for."""
    if task.queue != Queue.CLOSE:
        return {}
    ballots = task.entry.ballots.filter(purpose="close", ended_at=None).order_by("pk")
    first = ballots.values("reason", "why", "duplicate_of").first()
    if first is None:
        return {}
    why = f"own-{first['why']}" if first["why"] else first["reason"]
    return {"why": why, "duplicate_of": f"/q/{first['duplicate_of']}" if first["duplicate_of"] else ""}


def _shown(request: HttpRequest, task: Task, slug: str, form: TaskForm, *, status: int = 200) -> HttpResponse:
    reader, queue = member(request), Queue(task.queue)
    position = position_of(reader, task.community_id)
    entry = task.entry
    today = count_today(reader, queue, task.community_id, now=timezone.now())
    context = {
        "task": task,
        "queue": queue,
        "about": ABOUT[queue],
        "entry": entry,
        "question": entry.question or entry,
        "form": form,
        "slug": slug,
        "ways": _ways(task, may_close=position.may(Privilege.CLOSE)),
        "today": today,
        "most": position.numbers.whole("review.a_day"),
        "no_limit": position.looks_after,
        "waiting": count_waiting(reader, [task.community_id])[task.community_id].get(queue, 0),
        "change": _change(task.suggestion, entry) if task.suggestion is not None else None,
        "casts": find_casts(entry) if queue == Queue.CLOSE else [],
        "harms": find_harms(entry) if queue == Queue.LOW_QUALITY else [],
        "signs": [str(sign.says) for sign in signs(entry)] if queue == Queue.LOW_QUALITY else [],
    }
    return page(request, "reviews/task.html", context, status=status)


def _ways(task: Task, *, may_close: bool) -> list[Way]:
    """What helps the post more than a verdict: each on its own page, and each counts as a look."""
    entry = task.entry
    if task.suggestion is not None:
        return [Way(_("Improve"), reverse("questions:suggestion", args=[task.suggestion.pk]))]
    ways = [Way(_("Edit"), f"/entries/{entry.pk}/edit")]
    if task.queue not in {Queue.CLOSE, Queue.REOPEN}:
        ways.append(Way(_("Flag"), f"{reverse('safety:flag')}?about=questions.entry:{entry.pk}"))
        if entry.is_question and may_close:
            ways.append(Way(_("Close"), f"/questions/{entry.pk}/close"))
    return ways


def _change(suggestion: Suggestion, entry: Entry) -> dict[str, Markup | str]:
    """What a suggested edit would change, part by part; "" where it changes nothing."""
    now = said_by(entry)
    return {
        "title": render_diff(now.title, suggestion.title) if now.title != suggestion.title else "",
        "body": render_sides(now.body, suggestion.body, before=_("As it is"), after=_("As suggested"))
        if now.body != suggestion.body
        else "",
        # In another order they say the same.
        "topics": render_changes(now.topics, suggestion.topic_names)
        if set(now.topics) != set(suggestion.topic_names)
        else "",
    }
