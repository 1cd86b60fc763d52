"""What a member wishes to be brought, and whom they pass a question on to."""

from django import forms
from django.urls import reverse_lazy
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
        label=_("Quiet from"),
        required=False,
        widget=forms.TimeInput({"type": "time", "data-quiet": "1"}, format="%H:%M"),
    )
    quiet_until = forms.TimeField(
        label=_("until"),
        required=False,
        widget=forms.TimeInput({"type": "time", "data-quiet": "1"}, format="%H:%M"),
    )


class RestForm(Taking):
    """A rest that ends on a day."""

    until = forms.DateField(label=_("I am back on"), widget=forms.DateInput({"type": "date"}))


class PassOnForm(Taking):
    """Whom to point to a question, and why."""

    to = forms.CharField(
        label=_("Whom do you think of?"),
        help_text=_("Their handle, like @ada."),
        required=False,
        max_length=60,
        widget=forms.TextInput(
            {"data-complete": reverse_lazy("people:complete"), "autocomplete": "off", "data-quiet": True}
        ),
    )
    words = forms.CharField(
        label=_("A line for them"), required=False, widget=forms.TextInput({"maxlength": 200})
    )

    def as_sent(self) -> dict[str, str]:
        return {name: self.cleaned_data.get(name, "") for name in ("to", "words")}
