from django.apps import AppConfig


class HealthConfig(AppConfig):
    name = "slashmentor.world.health"
    label = "health"
