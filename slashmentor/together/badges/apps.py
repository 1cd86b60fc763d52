from django.apps import AppConfig


class BadgesConfig(AppConfig):
    name = "slashmentor.together.badges"
    label = "badges"

    def ready(self) -> None:
        from . import holdings, merging, panels  # noqa: F401  models are ready only now
