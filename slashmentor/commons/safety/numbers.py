"""How often one flags, and what flags do (rules.md, "Votes and rates")."""

from django.utils.translation import gettext_lazy as _

from slashmentor.commons.communities.numbers import Number, subject

FLAGS = subject(
    _("Flags"),
    Number("flags.a_day", 10, _("flags a day")),
    Number("flags.most_a_day", 100, _("flags a day of those whose flags were helpful, at most")),
    Number("flags.helpful_for_one_more", 10, _("helpful flags for each flag more a day"), least=1),
    Number("flags.for_spam", 6, _("flags as spam or abuse that delete a post"), least=1),
    Number("flags.days", 14, _("days after which a flag that nobody decided ages away"), least=1),
)
