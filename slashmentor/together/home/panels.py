"""What the first page's app puts on the pages of others."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import gettext as _
from markupsafe import Markup

from slashmentor.base.pages.panels import panel


@panel("foot", order=10)
def sentence(_request: HttpRequest, _about: Any = None) -> Markup:
    """What this place is, at the foot of every page."""
    return Markup("<p>{}</p>").format(
        _(
            "%(site)s is a home for mentoring in academia. People advise one another here and ask for nothing back."
        )
        % {"site": settings.SITE_NAME}
    )
