from django.urls import path

from .views.look import look
from .views.rules import rules
from .views.settings import settings

app_name = "communities"
urlpatterns = [
    path("c/<slug:slug>/settings", settings, name="settings"),
    path("c/<slug:slug>/rules", rules, name="rules"),
    path("c/<slug:slug>/look.css", look, name="look"),
]
