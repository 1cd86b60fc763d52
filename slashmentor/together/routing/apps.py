from django.apps import AppConfig


class RoutingConfig(AppConfig):
    name = "slashmentor.together.routing"
    label = "routing"
