from django.urls import URLPattern, URLResolver, path

from . import views

urlpatterns: list[URLPattern | URLResolver] = [
    path("settings/mentor/figures", views.figures, name="figures"),
]
