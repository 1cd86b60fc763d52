from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PeopleConfig(AppConfig):
    name = "slashmentor.commons.people"
    label = "people"

    def ready(self) -> None:
        # Models aren't loaded when this module is.
        from slashmentor.base.pages import nav
        from slashmentor.commons.people import holdings, listeners, merging, panels  # noqa: F401 - they register themselves
        from slashmentor.commons.people.rules import can_invite, can_let_in

        nav.add(_("People"), "people:people", order=40)
        nav.add(_("Settings"), "people:settings", order=80, group="menu", members_only=True)
        nav.add(
            _("Newcomers"),
            "people:waiting",
            order=85,
            group="menu",
            shown=lambda member: panels.somebody_decides(member, can_let_in, "approval"),
        )
        nav.add(
            _("Invitations"),
            "people:invitations",
            order=86,
            group="menu",
            shown=lambda member: panels.somebody_decides(member, can_invite, "invite"),
        )
        nav.add(_("Your page"), "people:settings_profile", order=10, group="settings")
        nav.add(_("Your name"), "people:settings_proofs", order=15, group="settings")
        nav.add(_("Picture"), "people:settings_picture", order=20, group="settings")
        nav.add(_("Privacy"), "people:settings_privacy", order=40, group="settings")
        nav.add(_("Look"), "people:settings_look", order=50, group="settings")
        nav.add(_("Account"), "people:settings_account", order=80, group="settings")
        nav.add(_("Your data"), "people:settings_data", order=90, group="settings")
