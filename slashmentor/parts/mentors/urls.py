from django.urls import URLPattern, URLResolver, include, path

app_name = "mentors"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("slashmentor.parts.mentors.directory.urls")),
    path("", include("slashmentor.parts.mentors.joining.urls")),
    path("", include("slashmentor.parts.mentors.outside.urls")),
    path("", include("slashmentor.parts.mentors.taking.urls")),
    path("", include("slashmentor.parts.mentors.figures.urls")),
    path("", include("slashmentor.parts.mentors.views.urls")),
    path("", include("slashmentor.parts.mentors.views.settings_urls")),
]
