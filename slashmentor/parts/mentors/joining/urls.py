from django.urls import URLPattern, URLResolver, path

from . import views

urlpatterns: list[URLPattern | URLResolver] = [
    path("mentors/join", views.join, name="join"),
    path("mentors/join/buttons/<slug:look>.svg", views.button, name="button"),
]
