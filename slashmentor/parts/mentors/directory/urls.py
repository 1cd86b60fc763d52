from django.urls import URLPattern, URLResolver, path

from .views.door import random_door
from .views.feed import feed
from .views.listing import directory
from .views.searches import searches

urlpatterns: list[URLPattern | URLResolver] = [
    path("mentors", directory, name="directory"),
    path("mentors.atom", feed, name="feed"),
    path("mentors/random", random_door, name="random"),
    path("mentors/searches", searches, name="searches"),
]
