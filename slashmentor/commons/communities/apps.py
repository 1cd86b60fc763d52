from django.apps import AppConfig


class CommunitiesConfig(AppConfig):
    name = "slashmentor.commons.communities"
    label = "communities"
