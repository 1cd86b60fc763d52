from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from slashmentor.base.pages import nav


class MovementConfig(AppConfig):
    name = "slashmentor.world.movement"
    label = "movement"

    def ready(self) -> None:
        from slashmentor.commons.safety.panels import is_host

        from . import actions  # noqa: F401 - its jobs

        nav.add(_("Other instances"), "movement:instances", order=30, group="moderation", shown=is_host)
