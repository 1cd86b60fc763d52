"""Pictures in and out."""

from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpRequest, JsonResponse
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from slashmentor.base.errors import ForPeople
from slashmentor.base.limits import limit, who
from slashmentor.base.pages.render import member_of
from slashmentor.commons.media.actions import add_picture

A_DAY = 86_400
MOST_A_DAY = 50
TYPES = {"webp": "image/webp", "png": "image/png", "jpg": "image/jpeg"}


@require_POST
def upload(request: HttpRequest) -> HttpResponseBase:
    """A picture for a text: `file` and `alt` in, `{"url", "markdown", …}` or `{"error": sentence}` out."""
    member = member_of(request)
    if member is None:
        return JsonResponse({"error": _("Please log in to add pictures.")}, status=403)
    alt = " ".join(request.POST.get("alt", "").split())
    try:
        limit("picture", who(request), times=MOST_A_DAY, seconds=A_DAY)
        picture = add_picture(request.FILES.get("file"), by=member, alt=alt, now=timezone.now())
    except ForPeople as error:
        return JsonResponse({"error": error.sentence}, status=error.status)
    return JsonResponse(
        {
            "url": picture.url,
            "markdown": f"![{_in_markdown(alt or _('What the picture shows'))}]({picture.url})",
            "alt_wanted": not alt,
            "width": picture.width,
            "height": picture.height,
        },
        status=201,
    )


@require_safe
def show(_request: HttpRequest, name: str, ending: str) -> HttpResponseBase:
    """A kept picture: its name is made of its content, so it never changes and may be kept for a year."""
    try:
        file = default_storage.open(f"{name}.{ending}")
    except (FileNotFoundError, OSError) as error:
        raise Http404 from error
    response = FileResponse(file, content_type=TYPES[ending])
    response["Cache-Control"] = "public, max-age=31536000, immutable"
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Disposition"] = f'inline; filename="picture.{ending}"'
    # Should a browser ever take it for a page, that page can do nothing.
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["ETag"] = f'"{name}"'
    return response


def _in_markdown(text: str) -> str:
    return text.replace("\\", "\\\\").replace("[", "\\[").replace("]", "\\]")
