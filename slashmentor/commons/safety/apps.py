from django.apps import AppConfig


class SafetyConfig(AppConfig):
    name = "slashmentor.commons.safety"
    label = "safety"

    def ready(self) -> None:
        from . import holdings, listeners, merging, numbers, undoing  # noqa: F401  models are ready only now
        from .actions import age  # noqa: F401  registers what is done each night
