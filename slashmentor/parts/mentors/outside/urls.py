from django.urls import URLPattern, URLResolver, path, register_converter

from . import views


class OutsideId:
    """A row's id: no more digits than the databases hold."""

    regex = "[1-9][0-9]{0,17}"

    def to_python(self, value: str) -> int:
        return int(value)

    def to_url(self, value: int) -> str:
        return str(value)


register_converter(OutsideId, "outside")

urlpatterns: list[URLPattern | URLResolver] = [
    path("settings/mentor/outside", views.mine, name="outside_mine"),
    path("mentors/join/page", views.join, name="outside_join"),
    path("mentors/join/page/<str:token>", views.letter, name="outside_letter"),
    path("mentors/pages/<outside:page_id>", views.shown, name="outside_shown"),
    path("webmention", views.webmention, name="webmention"),
]
