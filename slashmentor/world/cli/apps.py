from django.apps import AppConfig


class CliConfig(AppConfig):
    name = "slashmentor.world.cli"
    label = "cli"
