from django.apps import AppConfig


class StandingConfig(AppConfig):
    name = "slashmentor.commons.standing"
    label = "standing"

    def ready(self) -> None:
        from . import holdings, merging, numbers, panels  # noqa: F401  they are known once the app is loaded
