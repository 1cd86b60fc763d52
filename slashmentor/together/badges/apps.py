from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from slashmentor.base.pages import nav


class BadgesConfig(AppConfig):
    name = "slashmentor.together.badges"
    label = "badges"

    def ready(self) -> None:
        from . import holdings, joining, listeners, merging, nightly, numbers, panels  # noqa: F401  models are ready only now

        nav.add(_("How it works"), "badges:tour", order=20, group="foot")
        nav.add(_("Badges"), "badges:list", order=50, group="foot")
