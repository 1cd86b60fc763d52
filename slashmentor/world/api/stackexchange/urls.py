from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import path
from django.views.decorators.http import require_safe

from . import posts, sites, users  # noqa: F401  their methods are registered when they are read
from .wrapper import api, wrong


@require_safe
def description(_request: HttpRequest) -> HttpResponse:
    """The API as OpenAPI 3.1 says it."""
    return JsonResponse(api.get_openapi_schema(path_prefix="/api/2.3/"))


def no_method(_request: HttpRequest, rest: str) -> HttpResponse:  # noqa: ARG001 - what was asked for
    """Everything below /api/2.3 that Stack Exchange may have, and we don't."""
    return wrong("no method found with this name", 404, status=404)


urlpatterns = [
    path("api/2.3/openapi.json", description),
    path("api/2.3/", api.urls),
    path("api/2.3/<path:rest>", no_method),
]
