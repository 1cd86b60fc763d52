from django.urls import URLPattern, URLResolver, path

from . import settings

urlpatterns: list[URLPattern | URLResolver] = [
    path("settings/mentor", settings.settings, name="settings"),
    path("settings/mentor/state", settings.state, name="state"),
]
