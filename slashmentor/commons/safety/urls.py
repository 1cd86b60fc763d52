from django.urls import path, register_converter

from slashmentor.base.pages.converters import RowId

from .views import blocks, decisions, flags, members, moderation

register_converter(RowId, "number")

app_name = "safety"
urlpatterns = [
    path("flags", flags.mine, name="flags"),
    path("flags/new", flags.new, name="flag"),
    path("flags/<number:flag_id>/withdraw", flags.withdraw, name="withdraw"),
    path("settings/decisions", decisions.mine, name="decisions"),
    path("settings/decisions/<number:decision_id>/appeal", decisions.appeal, name="appeal"),
    path("settings/blocks", blocks.mine, name="blocks"),
    path("settings/blocks/<slug:handle>", blocks.member, name="block"),
    path("settings/blocks/<slug:handle>/lift", blocks.lift, name="unblock"),
    path("about/decisions", decisions.public_log, name="log"),
    path("about/decisions.atom", decisions.log_feed, name="log_feed"),
    path("moderation", moderation.inbox, name="inbox"),
    path("moderation/things/<str:name>", moderation.thing, name="thing"),
    path("moderation/appeals/<number:appeal_id>", moderation.appeal, name="decide_appeal"),
    path("moderation/merge", members.merge, name="merge"),
    path("moderation/members/<slug:handle>", members.member, name="member"),
    path("moderation/members/<slug:handle>/suspend", members.suspend, name="suspend"),
    path("moderation/suspensions/<number:suspension_id>/lift", members.lift, name="lift"),
]
