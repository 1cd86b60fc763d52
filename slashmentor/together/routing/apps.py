from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from slashmentor.base.pages import nav


class RoutingConfig(AppConfig):
    name = "slashmentor.together.routing"
    label = "routing"

    def ready(self) -> None:
        # Loaded for what it registers.
        from slashmentor.commons.safety.panels import is_host

        from . import along, holdings, on_its_way, panels  # noqa: F401
        from .index import listeners  # noqa: F401

        nav.add(_("For you"), "routing:for-you", order=10, members_only=True)
        nav.add(_("What reaches you"), "routing:settings", order=18, group="settings", members_only=True)
        nav.add(_("How questions find people"), "routing:about", order=25, group="foot")
        nav.add(_("What counts in routing"), "routing:weights", order=20, group="moderation", shown=is_host)
