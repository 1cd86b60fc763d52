"""Links that every page has to the mentors."""

from django.utils.translation import gettext_lazy as _

from slashmentor.base.pages import nav

nav.add(_("Mentors"), "mentors:directory", order=25)
nav.add(_("Your mentor page"), "mentors:settings", order=12, group="settings")
nav.add(_("Your mentor page"), "mentors:settings", order=12, group="menu", members_only=True)
