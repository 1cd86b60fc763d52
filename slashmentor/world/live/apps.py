from django.apps import AppConfig


class LiveConfig(AppConfig):
    name = "slashmentor.world.live"
    label = "live"
