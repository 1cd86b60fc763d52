from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from slashmentor.base.pages import nav


class HomeConfig(AppConfig):
    name = "slashmentor.together.home"
    label = "home"

    def ready(self) -> None:
        # Loaded for its panel.
        from . import panels  # noqa: F401

        nav.add(_("About this instance"), "home:about", order=10, group="foot")
        nav.add(_("Rules"), "home:rules", order=20, group="foot")
        nav.add(_("Privacy, in plain words"), "home:privacy", order=10, group="foot-more")
