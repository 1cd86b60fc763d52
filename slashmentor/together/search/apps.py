from django.apps import AppConfig


class SearchConfig(AppConfig):
    name = "slashmentor.together.search"
    label = "search"

    def ready(self) -> None:
        from . import listeners  # noqa: F401  models are ready only now
