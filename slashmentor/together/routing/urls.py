from django.urls import path

from . import views

app_name = "routing"

urlpatterns = [
    path("for-you", views.for_you_page, name="for-you"),
    path("for-you/<int:question_id>/not-for-me", views.not_for_me, name="not-for-me"),
]
