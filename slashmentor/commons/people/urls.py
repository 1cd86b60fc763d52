from django.urls import URLPattern, URLResolver, path, re_path

from slashmentor.commons.people.views import data, joining, people, profile, proofs, settings

app_name = "people"

# Any case: links that somebody typed find their way.
AT = r"^@(?P<handle>[A-Za-z0-9][A-Za-z0-9_-]{0,28}[A-Za-z0-9])"

urlpatterns: list[URLPattern | URLResolver] = [
    path("people", people.people, name="people"),
    path("people.atom", people.people_feed, name="people_feed"),
    path("people/complete", people.complete, name="complete"),
    path("people/invitations", joining.invitations, name="invitations"),
    path("people/waiting", joining.waiting, name="waiting"),
    path("moderation/claims", joining.claims, name="claims"),
    path("people/left", data.left, name="left"),
    path("join/<str:code>", joining.invited, name="invited"),
    re_path(rf"{AT}\Z", profile.profile, name="profile"),
    re_path(rf"{AT}/claim\Z", joining.claim, name="claim"),
    path("settings/", settings.index, name="settings"),
    path("settings/profile", settings.profile, name="settings_profile"),
    path("settings/profile/preview", settings.preview, name="preview"),
    path("settings/proofs", proofs.proofs, name="settings_proofs"),
    path("settings/picture", settings.picture, name="settings_picture"),
    path("settings/privacy", settings.privacy, name="settings_privacy"),
    path("settings/look", settings.look, name="settings_look"),
    path("settings/account", settings.account, name="settings_account"),
    path("settings/data", data.data, name="settings_data"),
    path("settings/data/export", data.export, name="export"),
    path("settings/data/leave", data.leave, name="leave"),
]
