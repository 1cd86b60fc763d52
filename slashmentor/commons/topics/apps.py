from django.apps import AppConfig


class TopicsConfig(AppConfig):
    name = "slashmentor.commons.topics"
    label = "topics"
