from django import forms
from django.utils.translation import gettext_lazy as _

from .models import ByMail


class MailForm(forms.Form):
    """How often we write."""

    by_mail = forms.ChoiceField(
        label=_("When something happens for you"),
        help_text=_("An answer to your question, a comment, a mention, an accepted answer."),
        choices=[
            (ByMail.DAILY, _("Write to me once a day, at eight in the morning, if something is new")),
            (ByMail.AT_ONCE, _("Write to me at once, each time")),
            (ByMail.NEVER, _("Don’t write; I look here")),
        ],
        widget=forms.RadioSelect,
    )
