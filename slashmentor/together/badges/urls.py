from django.urls import path, re_path

from slashmentor.commons.people.urls import AT

from .views.badges import badge_page, badges_page
from .views.member import member_badges
from .views.tour import tour

app_name = "badges"
urlpatterns = [
    path("badges", badges_page, name="list"),
    path("badges/<slug:key>", badge_page, name="badge"),
    re_path(rf"{AT}/badges\Z", member_badges, name="member"),
    path("about/tour", tour, name="tour"),
]
