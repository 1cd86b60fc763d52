"""A member's page."""

from django.conf import settings
from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponsePermanentRedirect,
    HttpResponseRedirect,
)
from django.utils import timezone
from django.views.decorators.http import require_safe
from markupsafe import Markup

from slashmentor.base.pages.cached import cached_page
from slashmentor.base.pages.render import member_of, page
from slashmentor.commons.people.models import FormerHandle, Member
from slashmentor.commons.people.queries import profile_of
from slashmentor.commons.people.words import local_time

# Stands in the kept page where the time is written on the way out, since that doesn't wait for a change.
CLOCK = Markup("<!--local-time-->")


@require_safe
def profile(request: HttpRequest, handle: str) -> HttpResponse:
    if handle != handle.lower():
        return HttpResponseRedirect(f"/@{handle.lower()}")
    viewer = member_of(request)
    shown = profile_of(handle)
    if shown is None:
        return _where_it_went(handle)
    if not (shown.is_active or (viewer is not None and (viewer.is_staff or viewer.pk == shown.pk))):
        raise Http404

    def make() -> HttpResponse:
        context = {"shown": shown, "clock": CLOCK, "schema": described(shown), "is_mine": viewer == shown}
        return page(request, "people/profile.html", context)

    clock = local_time(shown, timezone.now())
    return cached_page(request, "profile", shown.version, make, fill={str(CLOCK): clock})  # type: ignore[attr-defined]


def _where_it_went(handle: str) -> HttpResponse:
    """The page of the account that this one went into; Http404 when there never was one."""
    former = FormerHandle.objects.select_related("member").filter(handle=handle).first()
    if former is None or not former.member.is_active:
        raise Http404
    return HttpResponsePermanentRedirect(former.member.get_absolute_url())


def described(member: Member) -> dict[str, object]:
    """The member as schema.org has it; only what the page shows."""
    address = settings.SITE_URL + member.get_absolute_url()
    person: dict[str, object] = {
        "@type": "Person",
        "@id": address,
        "name": member.shown_name,
        "alternateName": f"@{member.handle}",
        "url": address,
    }
    if member.position:
        person["jobTitle"] = member.position
    if member.affiliation:
        person["affiliation"] = {"@type": "Organization", "name": member.affiliation}
    if member.picture is not None:
        person["image"] = settings.SITE_URL + member.picture.url
    if member.links:
        person["sameAs"] = [link["url"] for link in member.links]
    if member.knows:
        person["knowsAbout"] = [known["topic"] for known in member.knows]
    if member.languages:
        person["knowsLanguage"] = member.languages
    return {
        "@context": "https://schema.org",
        "@type": "ProfilePage",
        "dateCreated": member.joined_at.isoformat(timespec="seconds"),
        "mainEntity": person,
    }
