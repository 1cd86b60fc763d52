from django.urls import URLPattern, URLResolver, re_path

from slashmentor.commons.people.urls import AT

from . import page

urlpatterns: list[URLPattern | URLResolver] = [
    re_path(rf"{AT}/mentor\Z", page.show, name="page"),
    re_path(rf"{AT}/mentoring\Z", page.mentoring, name="mentoring"),
    re_path(rf"{AT}/mentor/week\Z", page.week, name="week"),
]
