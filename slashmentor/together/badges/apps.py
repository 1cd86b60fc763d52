from django.apps import AppConfig


class BadgesConfig(AppConfig):
    name = "slashmentor.together.badges"
    label = "badges"

    def ready(self) -> None:
        from . import holdings, listeners, merging, nightly, numbers, panels  # noqa: F401  models are ready only now
