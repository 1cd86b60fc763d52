from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from slashmentor.base.pages import nav


class MentorshipsConfig(AppConfig):
    name = "slashmentor.parts.mentorships"
    label = "mentorships"

    def ready(self) -> None:
        # Registered when the app is loaded: what is heard and done by schedule, what can be flagged, what is held.
        from . import flagging, holdings, letters, listeners, panels, upkeep  # noqa: F401

        nav.add(_("Requests"), "mentorships:list", order=25, group="menu", members_only=True)
