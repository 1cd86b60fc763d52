from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CommunitiesConfig(AppConfig):
    name = "slashmentor.commons.communities"
    label = "communities"

    def ready(self) -> None:
        # Its links are registered when the app is loaded, and what it holds of members.
        from slashmentor.base.pages import nav

        from . import holdings  # noqa: F401

        nav.add(_("Communities"), "communities:list", order=40, group="foot-more")
