from django.apps import AppConfig


class BadgesConfig(AppConfig):
    name = "slashmentor.together.badges"
    label = "badges"
