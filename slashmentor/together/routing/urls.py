from django.urls import path

from .explaining.views import about_routing
from .tuning import views as tuning
from .views import for_you, passing, settings

app_name = "routing"

urlpatterns = [
    path("for-you", for_you.for_you_page, name="for-you"),
    path("for-you/<id:question_id>/not-for-me", for_you.not_for_me, name="not-for-me"),
    path("for-you/<id:question_id>/later", for_you.later, name="later"),
    path("for-you/<id:question_id>/on-it", for_you.on_it, name="on-it"),
    path("for-you/<id:question_id>/pass-on", passing.pass_on, name="pass-on"),
    path("for-you/invitations/<id:invitation_id>/ignore", passing.ignore, name="ignore"),
    path("for-you/topics", for_you.not_this_topic, name="not-this-topic"),
    path("for-you/rest", for_you.rest, name="rest"),
    path("settings/routing", settings.what_reaches_you, name="settings"),
    path("about/routing", about_routing, name="about"),
    path("moderation/routing", tuning.weights, name="weights"),
    path("moderation/routing/kept", tuning.keep, name="keep"),
    path("moderation/routing/trials/<number:trial_id>", tuning.trial, name="trial"),
]
