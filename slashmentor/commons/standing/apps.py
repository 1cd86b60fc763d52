from django.apps import AppConfig


class StandingConfig(AppConfig):
    name = "slashmentor.commons.standing"
    label = "standing"
