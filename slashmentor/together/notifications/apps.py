from django.apps import AppConfig


class NotificationsConfig(AppConfig):
    name = "slashmentor.together.notifications"
    label = "notifications"
