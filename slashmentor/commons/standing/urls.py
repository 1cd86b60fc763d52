from django.urls import path, re_path

from slashmentor.commons.people.urls import AT

from .views.membership import membership
from .views.privileges import privileges
from .views.reputation import reputation

app_name = "standing"
urlpatterns = [
    re_path(rf"{AT}/reputation\Z", reputation, name="reputation"),
    path("c/<slug:slug>/privileges", privileges, name="privileges"),
    path("c/<slug:slug>/membership", membership, name="membership"),
]
