"""The Jinja2 environment of all our pages."""

from functools import lru_cache
from typing import Any

import jinja2
from django.utils.translation import get_language_info, gettext, ngettext, npgettext, pgettext
from jinja2 import pass_context
from jinja2.runtime import Context
from markupsafe import Markup

from slashmentor.base.pages import panels
from slashmentor.base.pages.addresses import static, url
from slashmentor.base.pages.words import day, number, when


def environment(**options: Any) -> jinja2.Environment:
    """Called by Django's backend with its options (autoescape, loader, auto_reload in DEBUG)."""
    made = jinja2.Environment(  # noqa: S701 - Django's backend sets autoescape=True in the options
        **options,
        extensions=["jinja2.ext.i18n", "jinja2.ext.do", "jinja2.ext.loopcontrols"],
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.install_gettext_callables(  # type: ignore[attr-defined] # the i18n extension adds it
        gettext, ngettext, newstyle=True, pgettext=pgettext, npgettext=npgettext
    )
    made.globals |= {
        "icon": icon,
        "language_info": get_language_info,
        "panels": _panels,
        "static": static,
        "url": url,
    }
    made.filters |= {"day": day, "number": number, "when": when}
    return made


@lru_cache(maxsize=256)
def icon(name: str) -> Markup:
    """An icon of the sprite, hidden from speech: the words beside it, or the button's name, speak."""
    return Markup(
        '<svg class="i" width="18" height="18" aria-hidden="true"><use href="{}#{}"/></svg>'
    ).format(static("pages/icons.svg"), name)


@pass_context
def _panels(context: Context, place: str, about: Any = None, **more: Any) -> Markup:
    return panels.panels(place, context["request"], about, **more)
