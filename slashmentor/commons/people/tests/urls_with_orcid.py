"""The addresses of an instance whose host configured ORCID."""

from django.urls import include, path

from slashmentor.urls import urlpatterns as all_of_them

urlpatterns = [path("accounts/", include("allauth.urls")), *all_of_them]
