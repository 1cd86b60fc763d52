from django.urls import URLPattern, URLResolver, path, register_converter

from slashmentor.base.pages.converters import RowId

from . import views

register_converter(RowId, "outside")

urlpatterns: list[URLPattern | URLResolver] = [
    path("settings/mentor/outside", views.mine, name="outside_mine"),
    path("mentors/join/page", views.join, name="outside_join"),
    path("mentors/join/page/<str:token>", views.letter, name="outside_letter"),
    path("mentors/pages/<outside:page_id>", views.shown, name="outside_shown"),
    path("webmention", views.webmention, name="webmention"),
]
