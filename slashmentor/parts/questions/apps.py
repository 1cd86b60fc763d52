from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class QuestionsConfig(AppConfig):
    name = "slashmentor.parts.questions"
    label = "questions"

    def ready(self) -> None:
        # Registered when the app is loaded: links, panels, listeners, schedules, what is held of a member.
        from slashmentor.base.pages import nav

        from . import (  # noqa: F401
            decisions,
            evidence,
            flagging,
            holdings,
            hot,
            listeners,
            merging,
            numbers,
            panels,
            retopic,
            standing,
            suggesting,
            verifying,
            waiting,
        )
        from .actions import age, sweep  # noqa: F401

        nav.add(_("Questions"), "questions:list", order=20)
        nav.add(_("Communities"), "questions:network", order=40, group="foot-more")
        nav.add(_("Bookmarks"), "questions:bookmarks", order=30, group="menu", members_only=True)
        nav.add(_("Welcome newcomers"), "questions:greetings", order=33, group="menu", members_only=True)
        nav.add(_("Questions you follow"), "questions:following", order=31, group="menu", members_only=True)
