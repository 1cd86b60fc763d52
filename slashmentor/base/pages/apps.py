from django.apps import AppConfig


class Pages(AppConfig):
    name = "slashmentor.base.pages"
    label = "pages"
