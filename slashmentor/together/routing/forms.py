"""What a member wishes to be brought."""

from django import forms
from django.utils.translation import gettext_lazy as _

from slashmentor.base.pages.forms import Taking

from .models import MOST_A_WEEK


class WishesForm(Taking):
    """Their limits."""

    weekly = forms.IntegerField(
        label=_("Questions a week"),
        help_text=_("What you are told of and what you take on counts. 0: none."),
        min_value=0,
        max_value=MOST_A_WEEK,
    )
    is_asked = forms.BooleanField(
        label=_("Tell me at once of a question that needs me"),
        help_text=_("Otherwise they wait here until you look."),
        required=False,
    )
    quiet_from = forms.TimeField(
        label=_("Quiet from"), required=False, widget=forms.TimeInput({"type": "time"}, format="%H:%M")
    )
    quiet_until = forms.TimeField(
        label=_("until"), required=False, widget=forms.TimeInput({"type": "time"}, format="%H:%M")
    )


class RestForm(Taking):
    """A rest that ends on a day."""

    until = forms.DateField(label=_("I am back on"), widget=forms.DateInput({"type": "date"}))
