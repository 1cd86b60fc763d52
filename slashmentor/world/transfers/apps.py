from django.apps import AppConfig


class TransfersConfig(AppConfig):
    name = "slashmentor.world.transfers"
    label = "transfers"
