from django.urls import path

from . import views

app_name = "home"

urlpatterns = [
    path("", views.home, name="home"),
    path("about", views.about, name="about"),
    path("about/privacy", views.privacy, name="privacy"),
    path("robots.txt", views.robots, name="robots"),
]
