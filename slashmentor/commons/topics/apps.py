from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class TopicsConfig(AppConfig):
    name = "slashmentor.commons.topics"
    label = "topics"

    def ready(self) -> None:
        # Its links are registered when the app is loaded.
        from slashmentor.base.pages import nav
        from slashmentor.commons.topics import (  # noqa: F401 - say which pictures stay, who comes along, what waits, what pages show
            holdings,
            joining,
            merging,
            panels,
            pictures,
            waiting,
        )
        from slashmentor.commons.topics.expertise import actions  # noqa: F401 - registers what it exports

        nav.add(_("Topics"), "topics:list", order=30)
        nav.add(_("What you know"), "topics:expertise", order=15, group="settings")
