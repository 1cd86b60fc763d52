from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "slashmentor.commons.people"
    label = "people"
