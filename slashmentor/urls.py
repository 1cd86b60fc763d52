"""Every address of the instance: each app brings its own, contract.md names those that others rely on."""

from allauth.account.decorators import secure_admin_login
from django.contrib import admin
from django.urls import include, path

# The admin has no door of its own: one would let hosts in without their second factor, and passwords be guessed.
admin.site.login = secure_admin_login(admin.site.login)  # type: ignore[method-assign]

urlpatterns = [
    path("", include("slashmentor.base.pages.urls")),
    path("", include("slashmentor.world.health.urls")),
    path("admin/", admin.site.urls),
    path("accounts/", include("slashmentor.commons.people.account_urls")),
    path("", include("slashmentor.commons.people.urls")),
    path("", include("slashmentor.commons.media.urls")),
    path("", include("slashmentor.commons.communities.urls")),
    path("", include("slashmentor.commons.standing.urls")),
    path("", include("slashmentor.commons.safety.urls")),
    path("", include("slashmentor.commons.topics.urls")),
    path("", include("slashmentor.commons.publications.urls")),
    path("", include("slashmentor.parts.questions.urls")),
    path("", include("slashmentor.parts.endorsements.urls")),
    path("", include("slashmentor.parts.mentors.urls")),
    path("", include("slashmentor.parts.mentorships.urls")),
    path("", include("slashmentor.parts.reviews.urls")),
    path("", include("slashmentor.together.badges.urls")),
    path("", include("slashmentor.together.home.urls")),
    path("", include("slashmentor.together.notifications.urls")),
    path("", include("slashmentor.together.routing.urls")),
    path("", include("slashmentor.together.search.urls")),
    path("", include("slashmentor.world.movement.urls")),
    path("", include("slashmentor.world.api.stackexchange.urls")),
]

handler400 = "slashmentor.base.pages.errors.bad_request"
handler403 = "slashmentor.base.pages.errors.forbidden"
handler404 = "slashmentor.base.pages.errors.not_found"
handler500 = "slashmentor.base.pages.errors.server_error"
