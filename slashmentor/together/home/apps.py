from django.apps import AppConfig


class HomeConfig(AppConfig):
    name = "slashmentor.together.home"
    label = "home"
