from django.urls import path

from slashmentor.base.pages import views

urlpatterns = [
    path("about/design", views.design, name="design"),
]
