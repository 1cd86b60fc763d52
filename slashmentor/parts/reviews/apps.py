from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ReviewsConfig(AppConfig):
    name = "slashmentor.parts.reviews"
    label = "reviews"

    def ready(self) -> None:
        # Registered when the app is loaded: the link, panels, listeners, the numbers, what is held of a member.
        from slashmentor.base.pages import nav

        from . import holdings, listeners, numbers, panels  # noqa: F401

        # For every member: asking on each page who may would cost each a query, and the page itself says what opens it.
        nav.add(_("Review"), "reviews:queues", order=32, group="menu", members_only=True)
