from django.urls import path

from . import machines, views

app_name = "home"

urlpatterns = [
    path("", views.home, name="home"),
    path("about", views.about, name="about"),
    path("about/rules", views.rules, name="rules"),
    path("about/privacy", views.privacy, name="privacy"),
    path("about/names", views.names, name="names"),
    path("robots.txt", machines.robots),
    path("sitemap.xml", machines.sitemaps),
    path("sitemap-<int:number>.xml", machines.sitemap),
    path("sitemap-<slug:kind>-<int:number>.xml", machines.sitemap),
    path("opensearch.xml", machines.opensearch),
]
