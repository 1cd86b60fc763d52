"""How often one endorses, as communities can change it."""

from django.utils.translation import gettext_lazy as _

from slashmentor.commons.communities.numbers import Number, subject

ENDORSING = subject(
    _("Endorsing"),
    Number("endorse.a_day", 10, _("endorsements of one person a UTC day"), least=0),
)
