"""`/accounts/…`: django-allauth's pages, included without a namespace since its code names them so."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import URLPattern, URLResolver, include, path, re_path


def not_here(_request: HttpRequest, **_parts: str) -> HttpResponse:
    raise Http404


urlpatterns: list[URLPattern | URLResolver] = [path("", include("allauth.urls"))]

if not settings.ORCID_CLIENT_ID:
    # allauth's views would fail for want of a configured provider.
    urlpatterns.insert(0, re_path(r"^(?:orcid|3rdparty)/", not_here))
