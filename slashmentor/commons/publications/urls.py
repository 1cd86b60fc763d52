from django.urls import path, re_path

from slashmentor.commons.people.urls import AT

from .views import listing, settings

app_name = "publications"
urlpatterns = [
    path("settings/publications", settings.publications, name="settings"),
    path("settings/publications/change", settings.change, name="change"),
    path("settings/publications/topics", settings.topics, name="topics"),
    re_path(rf"{AT}/publications\Z", listing.shown, name="list"),
]
