from django.apps import AppConfig


class SafetyConfig(AppConfig):
    name = "slashmentor.commons.safety"
    label = "safety"
