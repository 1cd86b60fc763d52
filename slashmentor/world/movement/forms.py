"""Adding an instance."""

from django import forms
from django.utils.translation import gettext_lazy as _

from slashmentor.base.pages.forms import Taking


class AddressForm(Taking):
    """Where another instance lives."""

    address = forms.CharField(
        label=_("Address of another instance"),
        max_length=500,
        widget=forms.TextInput(
            attrs={
                "inputmode": "url",
                "autocapitalize": "none",
                "autocomplete": "off",
                "spellcheck": "false",
                "placeholder": "https://mentors.example.org",
            }
        ),
    )
