"""The forms by which a page is brought."""

from django import forms
from django.utils.translation import gettext_lazy as _

from slashmentor.base.pages.forms import Taking


class PageForm(Taking):
    """A mentor page on one's own site."""

    url = forms.CharField(
        label=_("The address of your page"),
        max_length=2000,
        help_text=_("/mentor, /mentoring, or any page on which you say that one may ask you."),
        widget=forms.TextInput(
            attrs={"placeholder": "https://example.org/mentor", "autocomplete": "url", "inputmode": "url"}
        ),
    )


class LetterForm(PageForm):
    """The same for whoever has no account here."""

    email = forms.EmailField(
        label=_("Your e-mail address"),
        max_length=254,
        help_text=_("For a letter that asks whether it was you, and how your page stands. Nobody sees it."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    field_order = ("url", "email")
