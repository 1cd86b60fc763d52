from django.apps import AppConfig


class CommunitiesConfig(AppConfig):
    name = "slashmentor.commons.communities"
    label = "communities"

    def ready(self) -> None:
        from . import holdings  # noqa: F401  what it holds of members is known once the app is loaded
