from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SafetyConfig(AppConfig):
    name = "slashmentor.commons.safety"
    label = "safety"

    def ready(self) -> None:
        # Registered when the app is loaded: links, panels, listeners, schedules, what is held of a member.
        from slashmentor.base.pages import nav

        from . import claims, holdings, listeners, merging, numbers, panels, undoing  # noqa: F401
        from .actions import age  # noqa: F401  what is done each night

        nav.add(_("Decisions of moderators"), "safety:log", order=60, group="foot")
        nav.add(_("What you flagged"), "safety:flags", order=70, group="settings")
        nav.add(_("Decisions about you"), "safety:decisions", order=71, group="settings")
        nav.add(_("Whom you block"), "safety:blocks", order=69, group="settings")
        nav.add(_("Moderation"), "safety:inbox", order=72, group="settings", shown=panels.is_moderator)
        nav.add(_("Merge two accounts"), "safety:merge", order=10, group="moderation", shown=panels.is_host)
        nav.add(_("Moderation"), "safety:inbox", order=84, group="menu", shown=panels.is_host)
