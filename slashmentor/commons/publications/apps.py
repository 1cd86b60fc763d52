from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PublicationsConfig(AppConfig):
    name = "slashmentor.commons.publications"
    label = "publications"

    def ready(self) -> None:
        # Models aren't loaded when this module is.
        from slashmentor.base.pages import nav
        from slashmentor.commons.publications import (  # noqa: F401 - they register themselves
            evidence,
            holdings,
            merging,
            panels,
        )
        from slashmentor.commons.publications.actions import match  # noqa: F401 - what is done every night

        nav.add(_("Publications"), "publications:settings", order=17, group="settings")
