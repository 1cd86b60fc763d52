from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from slashmentor.base.pages import nav


class NotificationsConfig(AppConfig):
    name = "slashmentor.together.notifications"
    label = "notifications"

    def ready(self) -> None:
        # Who listens, what is held of a member, and what is done by schedule.
        from . import data, listeners, personas, upkeep  # noqa: F401  imported for what they register; they need models

        nav.add(_("Notifications"), "notifications:list", order=30, group="menu", members_only=True)
        nav.add(_("E-mail"), "notifications:mail", order=40, group="settings", members_only=True)
