"""Kind sentences to choose from, for when a no is hard to word."""

from django.utils.translation import gettext_lazy as _

DECLINES = {
    "time": _("I can’t give this the time that it deserves right now, so I would rather say no than do it badly."),
    "fit": _("I’m not the right one for this. Somebody else will be of more use to you, and I hope you find them soon."),
    "no": _("I have to say no this time. Thank you for asking me; I wish you well with it."),
}  # fmt: skip
