from django.apps import AppConfig


class MentorsConfig(AppConfig):
    name = "slashmentor.parts.mentors"
    label = "mentors"

    def ready(self) -> None:
        # Registered when the app is loaded: links, what pages show, what is held of members, what jobs do.
        from . import flagging, following, holdings, links, panels  # noqa: F401
        from .directory import saving, sweeping  # noqa: F401
        from .outside import looking, suspending  # noqa: F401
