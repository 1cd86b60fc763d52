from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from slashmentor.base.pages import nav


class RoutingConfig(AppConfig):
    name = "slashmentor.together.routing"
    label = "routing"

    def ready(self) -> None:
        # Loaded for what it registers.
        from . import along, holdings, on_its_way, panels  # noqa: F401
        from .index import listeners  # noqa: F401

        nav.add(_("For you"), "routing:for-you", order=10, members_only=True)
        nav.add(_("What reaches you"), "routing:settings", order=18, group="settings", members_only=True)
