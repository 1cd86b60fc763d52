from django.urls import path, re_path

from slashmentor.commons.media import views

app_name = "media"
urlpatterns = [
    path("media/", views.upload, name="upload"),
    re_path(r"^media/(?P<name>[0-9a-f]{40})\.(?P<ending>webp|png|jpg)\Z", views.show, name="picture"),
]
