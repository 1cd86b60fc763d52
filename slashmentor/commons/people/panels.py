"""What people put on the pages of accounts: the door by ORCID, when the host has configured it."""

from typing import Any

from allauth.utils import get_request_param
from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import gettext as _

from slashmentor.base.pages.panels import panel
from slashmentor.base.pages.render import fragment
from slashmentor.base.permissions import Predicate


@panel("account.door")
def log_in_with_orcid(request: HttpRequest, _about: Any = None) -> str:
    if not settings.ORCID_CLIENT_ID:
        return ""
    query = {"process": "login"}
    if after := get_request_param(request, "next"):
        query["next"] = after
    return fragment(request, "people/_orcid.html", {"query": query, "label": _("Go on with ORCID")})


@panel("account.connect")
def connect_orcid(request: HttpRequest, _about: Any = None) -> str:
    if not settings.ORCID_CLIENT_ID:
        return ""
    context = {"query": {"process": "connect"}, "label": _("Connect an ORCID iD")}
    return fragment(request, "people/_orcid.html", context)


def somebody_decides(member: Any, may: Predicate, mode: str) -> bool:
    """Whether to show who decides about newcomers their page: only where the host chose that way in."""
    return bool(mode == settings.REGISTRATION and member is not None and may.test(member))
