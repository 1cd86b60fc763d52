from django.urls import path, re_path

from slashmentor.commons.people.urls import AT

from .views import giving, listing

app_name = "endorsements"
urlpatterns = [
    path("endorsements", listing.mine, name="mine"),
    path("endorsements/give", giving.give, name="give"),
    path("endorsements/take-back", giving.take_back, name="take-back"),
    path("endorsements/decline", giving.decline, name="decline"),
    path("endorsements/<id:pk>/shown", listing.change, name="change"),
    re_path(rf"{AT}/endorsements\Z", listing.shown, name="list"),
]
