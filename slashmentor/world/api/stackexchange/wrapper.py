"""What every answer of the API has around its items, and how it says that something is wrong."""

from collections.abc import Callable, Sequence
from datetime import timedelta
from typing import Any, TypeVar

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest, JsonResponse
from django.utils import timezone
from ninja import NinjaAPI
from ninja.errors import ValidationError

from slashmentor.base.days import utc_midnight
from slashmentor.base.errors import Busy
from slashmentor.base.limits import limit, who

from .parameters import Paging

QUOTA = 10_000  # requests a day, as Stack Exchange gives those without a key that many of
A_MINUTE = 600
_NAMES = {400: "bad_parameter", 404: "no_method", 502: "throttle_violation"}

T = TypeVar("T")
View = TypeVar("View", bound=Callable[..., Any])

api = NinjaAPI(
    title="Stack Exchange API, reading",
    version="2.3",
    urls_namespace="stackexchange",
    docs_url=None,
    openapi_url=None,  # urls.py has its address: the library's takes any method
)


class Wrong(Exception):
    """A call that can't be answered; `number` is Stack Exchange's error_id."""

    def __init__(self, sentence: str, number: int = 400) -> None:
        super().__init__(sentence)
        self.sentence, self.number = sentence, number


def method(path: str) -> Callable[[View], View]:
    """A method of the API at this path, with and without a slash behind it."""

    def register(view: View) -> View:
        api.get(path)(view)
        api.get(f"{path}/", include_in_schema=False)(view)
        return view

    return register


def answered(
    request: HttpRequest,
    paging: Paging,
    found: Sequence[T],
    shape: Callable[[Sequence[T]], list[dict[str, Any]]],
) -> JsonResponse:
    """One page of items in the usual wrapper. `found` has one more than the page when there is more."""
    shown = found[: paging.pagesize]
    return wrapped(request, items=shape(shown) if shown else [], has_more=len(found) > len(shown))


def counted(request: HttpRequest, total: int) -> JsonResponse:
    """The answer to the filter `total`: how many there are, and nothing of them."""
    return wrapped(request, total=total)


def wrapped(request: HttpRequest, **fields: Any) -> JsonResponse:
    left = _take_from_quota(request)
    return _json({**fields, "quota_max": QUOTA, "quota_remaining": left})


def wrong(sentence: str, number: int, status: int = 400) -> JsonResponse:
    return _json(
        {"error_id": number, "error_message": sentence, "error_name": _NAMES.get(number, "error")},
        status=status,
    )


@api.exception_handler(Wrong)
def _wrong(_request: HttpRequest, error: Wrong) -> JsonResponse:
    return wrong(error.sentence, error.number)


@api.exception_handler(ValidationError)
def _invalid(_request: HttpRequest, error: ValidationError) -> JsonResponse:
    """The name of the parameter that can't be read, as Stack Exchange answers."""
    names = sorted({str(one["loc"][-1]) for one in error.errors})
    return wrong(", ".join(names), 400)


@api.exception_handler(Busy)
def _busy(_request: HttpRequest, error: Busy) -> JsonResponse:
    response = wrong(f"too many requests, more requests available in {error.seconds} seconds", 502, 429)
    response["Retry-After"] = str(error.seconds)
    return response


def _take_from_quota(request: HttpRequest) -> int:
    """Count this request for whoever asks; how many are left today. Raises Busy when there are none, or too fast."""
    now = timezone.now()
    limit("api", who(request), times=A_MINUTE, seconds=60, now=now)
    key = f"quota:{who(request)}:{now:%Y%m%d}"
    cache.add(key, 0, timedelta(days=1).total_seconds())
    used: int = cache.incr(key)
    if used > QUOTA and settings.LIMITS:
        tomorrow = utc_midnight(now + timedelta(days=1))
        raise Busy("", seconds=round((tomorrow - now).total_seconds()))
    return max(0, QUOTA - used)


def _json(data: dict[str, Any], status: int = 200) -> JsonResponse:
    response = JsonResponse(data, status=status)
    # Everything here is public, and read without cookies.
    response["Access-Control-Allow-Origin"] = "*"
    return response
