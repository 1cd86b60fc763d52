from django.apps import AppConfig


class SearchConfig(AppConfig):
    name = "slashmentor.together.search"
    label = "search"
