from django import forms
from django.utils.translation import gettext_lazy as _


class PageForm(forms.Form):
    """A page that is one's own."""

    address = forms.URLField(
        label=_("A page of yours"),
        max_length=400,
        assume_scheme="https",
        help_text=_("Your page at the university, your blog, your Mastodon profile."),
        widget=forms.URLInput(attrs={"placeholder": "https://example.org/me", "autocomplete": "url"}),
    )
