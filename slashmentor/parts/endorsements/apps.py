from django.apps import AppConfig


class EndorsementsConfig(AppConfig):
    name = "slashmentor.parts.endorsements"
    label = "endorsements"

    def ready(self) -> None:
        # Registered when the app is loaded: what pages show, what it shows of whom, the numbers, what is held.
        from . import along, evidence, flagging, holdings, numbers, panels  # noqa: F401
