"""What a visitor wrote before they logged in: kept in their session, so that it works without script."""

from django.http import HttpRequest

from slashmentor.base.limits import limit, who

FORMS = 3  # so many kept at once
LONGEST = 40_000


def put_aside(request: HttpRequest, form: str) -> None:
    """Keep what was sent in this form until its author has logged in. Raises Busy when done too often."""
    limit("draft", who(request), times=10, seconds=600)
    drafts = request.session.get("drafts", {})
    drafts.pop(form, None)
    sent = {name: value[:LONGEST] for name, value in request.POST.items() if name != "csrfmiddlewaretoken"}
    request.session["drafts"] = dict([*drafts.items(), (form, sent)][-FORMS:])


def take_back(request: HttpRequest, form: str) -> dict[str, str]:
    """What was put aside for this form, once; nothing for those without a session."""
    drafts = request.session.get("drafts") if request.COOKIES else None
    if not drafts or form not in drafts:
        return {}
    found: dict[str, str] = drafts.pop(form)
    request.session["drafts"] = drafts
    return found
