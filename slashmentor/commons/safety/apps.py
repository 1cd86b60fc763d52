from django.apps import AppConfig


class SafetyConfig(AppConfig):
    name = "slashmentor.commons.safety"
    label = "safety"

    def ready(self) -> None:
        from . import merging  # noqa: F401  models are ready only now
