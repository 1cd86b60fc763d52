from django.urls import path

from .views.alike import alike
from .views.feed import feed
from .views.search import search

app_name = "search"

urlpatterns = [
    path("search", search, name="search"),
    path("search.atom", feed, name="feed"),
    path("search/alike", alike, name="alike"),
]
