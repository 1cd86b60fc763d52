"""A small site for the tests of this app: its own pages, log-in, and views that go wrong in every way."""

from django.contrib import messages
from django.db import DataError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.urls import include, path

from slashmentor.base.errors import Busy, Invalid, Refused
from slashmentor.base.pages.render import page
from slashmentor.base.pages.tests import workshop

ERRORS = {
    "refused": Refused("Only the asker can accept an answer."),
    "invalid": Invalid({"title": "Please give it a title."}),
    "busy": Busy("That was a lot. Please wait a minute.", seconds=42),
    "locked": OperationalError("database is locked"),
    "full": OperationalError("database or disk is full"),
    "data": DataError("out of range"),
    "bug": ZeroDivisionError(),
}


def fail(request: HttpRequest, how: str) -> HttpResponse:
    raise ERRORS[how]


def thing(request: HttpRequest, number: int = 0) -> HttpResponse:
    return HttpResponse(f"{number} {request.GET.get('q', '')} {request.POST.get('q', '')}")


def greet(request: HttpRequest) -> HttpResponse:
    messages.success(request, "Kept.")
    return page(request, "pages/wrong.html", {"title": "Hello", "sentence": "You."})


urlpatterns = [
    path("accounts/", include("allauth.urls")),
    path("fail/<how>", fail),
    path("thing", thing),
    path("things/<int:number>", thing),
    path("greet", greet),
    path("workshop", workshop.workshop),
    path("workshop/topics", workshop.topics),
    path("workshop/people", workshop.people),
    path("workshop/preview", workshop.preview),
    path("workshop/refused", fail, {"how": "refused"}),
    path("", include("slashmentor.base.pages.urls")),
]

handler400 = "slashmentor.base.pages.errors.bad_request"
handler403 = "slashmentor.base.pages.errors.forbidden"
handler404 = "slashmentor.base.pages.errors.not_found"
handler500 = "slashmentor.base.pages.errors.server_error"
