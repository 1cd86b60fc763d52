"""The pages for what went wrong: calm, with a sentence, and never with a traceback.

Django's handlers (`handler404 = "slashmentor.base.pages.errors.not_found"` …) and the middleware use them.
"""

import logging
import sys

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.db import Error as DatabaseError
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.utils.translation import get_language, get_language_bidi
from django.utils.translation import gettext as _

from slashmentor.base.errors import Busy, ForPeople
from slashmentor.base.pages.render import page

logger = logging.getLogger(__name__)

# From here on the database or the disk may be what broke, so the page must do without both.
FIRST_BARE = 500


def wrong(
    request: HttpRequest, status: int, title: str, sentence: str, *, retry_after: int | None = None
) -> HttpResponse:
    """A page that says what happened; for htmx only the notice, put where the layout shows notices."""
    context = {"title": title, "sentence": sentence, "status": status}
    if request.headers.get("HX-Request") == "true":
        response = HttpResponse(_bare("pages/_wrong.html", context), status=status)
        response["HX-Retarget"] = "#says"
        response["HX-Reswap"] = "innerHTML show:window:top"
    elif status >= FIRST_BARE:
        response = HttpResponse(_bare("pages/broken.html", context), status=status)
    else:
        response = page(request, "pages/wrong.html", context, status=status)
    if retry_after is not None:
        response["Retry-After"] = str(retry_after)
    return response


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    if isinstance(exception, RequestDataTooBig):
        return wrong(
            request,
            413,
            _("Too much at once"),
            _("That is more text than fits here. Please shorten it and send it again."),
        )
    return wrong(
        request,
        400,
        _("That can’t be read"),
        _("Something in this address or form is not as it should be. Please go back and try again."),
    )


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    sentence = str(exception or "") or _("You can see this, but not do that.")
    return wrong(request, 403, _("Not open to you"), sentence)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001 - Django's signature
    # The same words whether it is hidden or missing, so that nobody learns which.
    return wrong(
        request,
        404,
        _("Nothing here"),
        _("There is no page at this address. Perhaps it was moved or deleted, or it is for others only."),
    )


def server_error(request: HttpRequest) -> HttpResponse:
    """The last resort; what Django logged with its traceback says more to the host."""
    error = sys.exc_info()[1]
    if isinstance(error, DatabaseError) and (away := storage_away(request, error)):
        return away
    return wrong(
        request,
        500,
        _("Something broke here"),
        _(
            "That was our mistake, and it has been written down for the people who run this place. What you typed is still in your browser: go back and try again."
        ),
    )


def csrf_failed(request: HttpRequest, reason: str = "") -> HttpResponse:
    logger.info("CSRF check failed at %s: %s", request.path, reason)
    return wrong(
        request,
        403,
        _("This form has grown old"),
        _(
            "It was open for a long time, or your browser keeps no cookies. Go back, load the page again and send it once more; drafts are kept."
        ),
    )


def for_people(request: HttpRequest, error: ForPeople) -> HttpResponse:
    """The page for an error whose sentence is meant for the reader."""
    titles = {
        400: _("That can’t be taken as it is"),
        403: _("Not open to you"),
        429: _("A little slower, please"),
    }
    seconds = error.seconds if isinstance(error, Busy) else None
    return wrong(
        request,
        error.status,
        titles.get(error.status, _("That didn’t work")),
        error.sentence,
        retry_after=seconds,
    )


def storage_away(request: HttpRequest, error: DatabaseError) -> HttpResponse | None:
    """503 when the database can't be reached or is busy, 507 when the disk is full; None for other errors."""
    text = str(error).lower()
    if "full" in text or "no space left" in text:
        logger.error("The disk is full: %s", error)
        return wrong(
            request,
            507,
            _("No room left"),
            _(
                "This server’s disk is full, so nothing could be saved. Everything saved before is safe. Please keep your text and try again later."
            ),
            retry_after=300,
        )
    if isinstance(error, OperationalError | InterfaceError):
        logger.error("The database is away or busy: %s", error)
        return wrong(
            request,
            503,
            _("Back in a moment"),
            _("The database doesn’t answer right now, so nothing was changed. Please try again in a moment."),
            retry_after=5,
        )
    return None


def _bare(template: str, context: dict[str, object]) -> str:
    """Rendered without the request, so that neither session nor member are asked for."""
    more = {
        "site_name": settings.SITE_NAME,
        "language": get_language() or settings.LANGUAGE_CODE,
        "direction": "rtl" if get_language_bidi() else "ltr",
    }
    rendered: str = engines["jinja2"].get_template(template).render({**more, **context})
    return rendered
