"""Addresses that programs ask (contract.md)."""

from django.urls import path

from slashmentor.world.health import views

urlpatterns = [
    path("healthz", views.healthz, name="healthz"),
    path("readyz", views.readyz, name="readyz"),
    path("metrics", views.metrics, name="metrics"),
]
