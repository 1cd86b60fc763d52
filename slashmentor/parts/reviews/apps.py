from django.apps import AppConfig


class ReviewsConfig(AppConfig):
    name = "slashmentor.parts.reviews"
    label = "reviews"

    def ready(self) -> None:
        from . import holdings  # noqa: F401  models are ready only now
