"""Every address of the instance: each app brings its own, contract.md names those that others rely on."""

from django.contrib import admin
from django.urls import path

urlpatterns = [
    path("admin/", admin.site.urls),
]
