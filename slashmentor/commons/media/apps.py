from django.apps import AppConfig


class MediaConfig(AppConfig):
    name = "slashmentor.commons.media"
    label = "media"
