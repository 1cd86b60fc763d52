from django.urls import path, register_converter

from . import views
from .converters import TopicName
from .expertise.views import expertise

register_converter(TopicName, "topic-name")

app_name = "topics"
urlpatterns = [
    path("settings/expertise", expertise, name="expertise"),
    path("topics", views.topics, name="list"),
    path("topics/complete", views.complete, name="complete"),
    path("topics/<topic-name:name>/experts", views.experts, name="experts"),
    path("topics/<topic-name:name>/wiki/<slug:slug>", views.describe, name="describe"),
    path("topics/<topic-name:name>/wiki/<slug:slug>/history", views.history, name="history"),
]
