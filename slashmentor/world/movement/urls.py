from django.urls import path

from . import views

app_name = "movement"

urlpatterns = [
    path(".well-known/mentor", views.mentors, name="list"),
    path("mentor-list.schema.json", views.list_schema, name="schema"),
    path("moderation/instances", views.instances, name="instances"),
    path("moderation/instances/<number:pk>/read", views.read, name="read"),
    path("moderation/instances/<number:pk>/remove", views.remove, name="remove"),
]
