"""What is done to every request: nonsense is turned away early, errors become sentences, private answers stay private."""

from collections.abc import Callable
from typing import Any, TypeVar
from urllib.parse import unquote_to_bytes

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.db import Error as DatabaseError
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import patch_vary_headers

from slashmentor.base.errors import ForPeople
from slashmentor.base.pages import errors

Response = TypeVar("Response", bound=HttpResponseBase)
Answer = Callable[[HttpRequest], HttpResponseBase]

# What the databases can hold in a key (SQLite and PostgreSQL, 64 bits).
GREATEST_ID = 2**63 - 1
FORM = "application/x-www-form-urlencoded"
NOT_USED = "accelerometer=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), magnetometer=(), microphone=(), midi=(), payment=(), usb=()"


class PlainInput:
    """Answers 400 to text that no keyboard makes: NUL bytes and broken UTF-8, in path, query or form.

    PostgreSQL refuses NUL, so that an unchecked one is a 500 (`?q=%00`). Files aren't read here; the texts
    beside them are checked once the CSRF check has parsed them (`Sentences.process_view`).
    """

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if "\0" in request.path or not is_plain(request.META.get("QUERY_STRING", "")):
            return with_headers(errors.bad_request(request))
        if request.content_type == FORM and request.method not in {"GET", "HEAD"}:
            try:
                body = request.body
            except RequestDataTooBig as error:
                return with_headers(errors.bad_request(request, error))
            if not is_plain(body.decode("latin-1")):
                return with_headers(errors.bad_request(request))
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, _view: Any, _args: Any, kwargs: dict[str, Any]
    ) -> HttpResponse | None:
        """A number too large for any key is nobody's: 404, not an overflow in the database."""
        if any(isinstance(value, int) and value > GREATEST_ID for value in kwargs.values()):
            return errors.not_found(request)
        return None


class Sentences:
    """Turns errors that are meant for people into pages, and sets the headers that every answer needs."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        headers = with_headers(response).headers
        if "immutable" in headers.get("Cache-Control", ""):
            return response  # a file named after its content, the same for everybody
        if is_personal(request, response):
            headers["Cache-Control"] = "private, no-store"
        patch_vary_headers(response, ("Cookie", "HX-Request"))
        return response

    def process_view(self, request: HttpRequest, _view: Any, _args: Any, _kwargs: Any) -> HttpResponse | None:
        # `_post` is there when the form has been parsed already; asking for POST here would parse an upload.
        for values in getattr(request, "_post", {}).values() if hasattr(request, "_post") else ():
            if "\0" in values:
                return errors.bad_request(request)
        return None

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        if isinstance(error, ForPeople):
            return errors.for_people(request, error)
        if isinstance(error, DatabaseError):
            return errors.storage_away(request, error)
        return None


def with_headers(response: Response) -> Response:
    """The response, with what says to browsers that they may do nothing with it but show it."""
    response.headers.setdefault("Permissions-Policy", NOT_USED)
    response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
    return response


def is_plain(text: str) -> bool:
    """Whether a percent-encoded text has neither NUL nor bytes that aren't UTF-8."""
    if "\0" in text:
        return False
    if "%" not in text and text.isascii():
        return True
    decoded = unquote_to_bytes(text.encode("latin-1", "replace"))
    try:
        decoded.decode()
    except UnicodeDecodeError:
        return False
    return b"\0" not in decoded


def is_personal(request: HttpRequest, response: HttpResponseBase) -> bool:
    """Whether an answer may be for one reader only: anything with a session, a cookie being set, a token."""
    return (
        settings.SESSION_COOKIE_NAME in request.COOKIES
        or bool(response.cookies)
        or "Authorization" in request.headers
        or "CSRF_COOKIE_NEEDS_UPDATE" in request.META
        or (hasattr(request, "session") and request.session.modified)
        or getattr(getattr(request, "_messages", None), "used", False)
    )
