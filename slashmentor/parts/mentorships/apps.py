from django.apps import AppConfig


class MentorshipsConfig(AppConfig):
    name = "slashmentor.parts.mentorships"
    label = "mentorships"

    def ready(self) -> None:
        # Registered when the app is loaded.
        from . import holdings  # noqa: F401
