"""What each badge takes, as communities can change it: the numbers of the catalogue."""

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from slashmentor.commons.communities.numbers import Number, subject

from .catalogue import badges

BADGES = subject(
    _("Badges"),
    *(
        Number(
            badge.number(name),
            default,
            format_lazy("{}: {}", _(badge.name), badge.means(name)),
            least=-1000 if default < 0 else 1,
            most=0 if default < 0 else 1_000_000,
        )
        for badge in badges()
        for name, default in badge.numbers.items()
    ),
)
