"""Every address of the instance: each app brings its own, contract.md names those that others rely on."""

from django.contrib import admin
from django.urls import include, path

urlpatterns = [
    path("", include("slashmentor.world.health.urls")),
    path("admin/", admin.site.urls),
    path("", include("slashmentor.together.routing.urls")),
]
