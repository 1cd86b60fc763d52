"""Which addresses may be brought, and those of ours that a page links to."""

import re

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from slashmentor.base.errors import Invalid
from slashmentor.base.fetch import Forbidden, tidied
from slashmentor.commons.people.linking_back import place_of
from slashmentor.commons.people.models import Member

LONGEST = 500
_SCHEME = re.compile(r"^[a-z][a-z0-9+.-]*:", re.IGNORECASE)


def page_address(given: str, *, field: str = "url") -> str:
    """The address of somebody's page as it is kept. Raises Invalid for what can be none, and for our own."""
    given = given.strip()
    # Whoever types ada.example/mentor means the web; ada.example:80/ isn't worth guessing.
    url = given if _SCHEME.match(given) else f"https://{given}"
    if "#" in url:
        raise Invalid({field: _("Please leave out what comes after the #: it names a part of a page.")})
    try:
        url = tidied(url)
    except Forbidden as error:
        sentence = _("That is no address of a public web page. It looks like https://example.org/mentor.")
        raise Invalid({field: sentence}) from error
    if len(url) > LONGEST:
        raise Invalid({field: _("That address is longer than we can keep.")})
    if is_ours(url):
        raise Invalid({field: _("That is a page of this very place, which is listed by itself.")})
    return url


def is_ours(url: str) -> bool:
    return place_of(url)[0] == place_of(settings.SITE_URL)[0]


def join_address() -> str:
    """What anybody's page may link to, to be listed."""
    return f"{settings.SITE_URL}/mentors/join"


def addresses_of(member: Member) -> list[str]:
    """Those of a member's pages here that a page of theirs may link to; the first is the one to recommend."""
    here = settings.SITE_URL + member.get_absolute_url()
    return [f"{here}/mentor", here, f"{here}/mentoring"]


def shown_at(pk: int) -> str:
    """The page here that says what we know of a page elsewhere, and links to it."""
    return settings.SITE_URL + reverse("mentors:outside_shown", args=[pk])


def proof_file(url: str) -> str:
    """Where the file stands that proves that a site is somebody's."""
    scheme, host = url.split("/", 3)[0::2][:2]
    return f"{scheme}//{host}/.well-known/mentor-proof.txt"
