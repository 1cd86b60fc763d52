from django.urls import URLPattern, URLResolver, path, re_path

from slashmentor.commons.people.urls import AT

from .views import asking, lists, requests

app_name = "mentorships"
urlpatterns: list[URLPattern | URLResolver] = [
    re_path(rf"{AT}/mentor/ask\Z", asking.ask, name="ask"),
    path("mentorships", lists.mine, name="list"),
    path("mentorships/requests/<id:request_id>", requests.show, name="request"),
    path("mentorships/requests/<id:request_id>/<slug:secret>", requests.show_visitor, name="visitor"),
]
