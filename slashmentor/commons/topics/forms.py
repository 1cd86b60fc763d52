from django import forms
from django.utils.translation import gettext_lazy as _


class DescribeForm(forms.Form):
    """What a topic means in a community."""

    summary = forms.CharField(
        label=_("In a sentence"),
        required=False,
        help_text=_("Which questions belong here? Shown when somebody chooses the topic."),
        widget=forms.TextInput(attrs={"maxlength": 800, "data-quiet": True}),
    )
    wiki = forms.CharField(
        label=_("More about it"),
        required=False,
        strip=False,
        help_text=_("What it covers and what not, where to read more, which questions come again and again."),
        widget=forms.Textarea(attrs={"rows": 14, "data-quiet": True}),
    )
    seen = forms.IntegerField(widget=forms.HiddenInput(), min_value=0, max_value=1_000_000)
