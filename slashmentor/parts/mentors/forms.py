"""What the settings of a mentor page ask. Lengths and choices are checked where it is said (actions/saying.py)."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from slashmentor.base.pages.forms import Taking
from slashmentor.commons.people.forms.languages import LanguagesField
from slashmentor.commons.people.models import Stage

from .actions.saying import LONGEST, LONGEST_KIND, MOST_HOURS
from .models.offer import ANSWERS_IN, HOURS_A_MONTH, PLACES
from .week import DAY, Span
from .words import Channel, Kind, Who

QUIET = {"data-quiet": True}  # the page says once that nearly all of it is optional
SPARE = 3  # empty rows for hours


class TopicsField(forms.CharField):
    """Topics by their names with spaces between; a list of names."""

    def __init__(self, **kwargs: Any) -> None:
        typing = {
            "data-complete": "/topics/complete",
            "autocapitalize": "none",
            "spellcheck": "false",
            **QUIET,
        }
        super().__init__(max_length=1500, required=False, widget=forms.TextInput(attrs=typing), **kwargs)

    def prepare_value(self, value: Any) -> str:
        return value if isinstance(value, str) else " ".join(value or ())

    def clean(self, value: Any) -> list[str]:
        return str(super().clean(value)).replace(",", " ").split()


def _text(name: str, label: Any, help_text: Any = "", *, rows: int = 4) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": rows, "maxlength": LONGEST[name], **QUIET})
    return forms.CharField(label=label, help_text=help_text, required=False, widget=widget)


def _number(label: Any, fits: range, help_text: Any = "") -> forms.IntegerField:
    attrs = {"min": fits.start, "max": fits.stop - 1, "inputmode": "numeric", **QUIET}
    widget = forms.NumberInput(attrs=attrs)
    return forms.IntegerField(label=label, help_text=help_text, required=False, widget=widget)


def _yes(label: Any, help_text: Any = "") -> forms.BooleanField:
    return forms.BooleanField(label=label, help_text=help_text, required=False)


def _several(label: Any, choices: Any, help_text: Any = "") -> forms.MultipleChoiceField:
    widget = forms.CheckboxSelectMultiple(attrs=QUIET)
    return forms.MultipleChoiceField(
        label=label, choices=choices, help_text=help_text, required=False, widget=widget
    )


class OfferForm(Taking):
    """All of a page but its hours: a field by the name of what it says, and `words_…` for one's own on each kind."""

    lede = _text(
        "lede",
        gettext_lazy("What you offer, in three lines"),
        gettext_lazy("As you would say it to somebody. People read this first, and often only this."),
    )
    gives = TopicsField(
        label=gettext_lazy("Topics you can help with"),
        help_text=gettext_lazy("Their names with spaces between, like peer-review fieldwork."),
    )
    channels = _several(gettext_lazy("How you talk"), Channel.choices)
    languages = LanguagesField(
        label=gettext_lazy("Languages"),
        widget=forms.TextInput(attrs=QUIET),
        help_text=gettext_lazy("With commas between: English, Deutsch, polski."),
    )

    helps = _text("helps", gettext_lazy("What you can help with, in your own words"))
    kinds = _several(gettext_lazy("Kinds of help"), Kind.choices)

    stages = _several(
        gettext_lazy("People at these stages"), Stage.choices, gettext_lazy("None ticked means anybody.")
    )
    fields_ = TopicsField(
        label=gettext_lazy("In these fields"), help_text=gettext_lazy("Nothing here means any field.")
    )
    as_peer = _yes(
        gettext_lazy("Peers are welcome"), gettext_lazy("Two people on the same level, helping each other.")
    )

    places = _number(gettext_lazy("Mentees at once"), PLACES)
    elsewhere = _number(
        gettext_lazy("Of these from elsewhere"),
        range(PLACES.stop),
        gettext_lazy("Whom you mentor already, outside this page."),
    )
    hours_a_month = _number(gettext_lazy("Hours a month"), HOURS_A_MONTH)
    answers_in = _number(gettext_lazy("Days until you answer"), ANSWERS_IN)
    pace = forms.CharField(
        label=gettext_lazy("How much, in your words"),
        required=False,
        help_text=gettext_lazy("Like: an hour every second week, up to six months."),
        widget=forms.TextInput(attrs={"maxlength": LONGEST["pace"], **QUIET}),
    )
    until = forms.DateField(
        label=gettext_lazy("Only until"),
        required=False,
        help_text=gettext_lazy("Your page stays after that day, and takes no more requests."),
        widget=forms.DateInput(attrs={"type": "date", **QUIET}, format="%Y-%m-%d"),
    )
    keeps_list = _yes(gettext_lazy("When you’re full, keep a waiting list"))

    lived = _text(
        "lived",
        gettext_lazy("Things you have been through"),
        gettext_lazy("How it went as well as what came of it. What failed is often what helps."),
    )
    loves = _text("loves", gettext_lazy("Questions you love to be asked"), rows=3)
    declines = _text(
        "declines",
        gettext_lazy("What you don’t do"),
        gettext_lazy("Said once here, it needn’t be said to anybody."),
        rows=3,
    )

    seeks = _text(
        "seeks",
        gettext_lazy("What you’d like help with yourself"),
        gettext_lazy("The best invitations run both ways."),
        rows=3,
    )
    seeks_topics = TopicsField(label=gettext_lazy("Topics you’d like help with"))

    who = forms.ChoiceField(
        label=gettext_lazy("Who may write to you"),
        choices=Who.choices,
        required=False,
        widget=forms.RadioSelect(attrs=QUIET),
        help_text=gettext_lazy("Through a form. Nobody sees your address."),
    )
    listed = _yes(gettext_lazy("List it in the directory here"))
    shared = _yes(gettext_lazy("Let directories of other instances list it too"))
    indexable = _yes(gettext_lazy("Let search engines show it"))
    trainable = _yes(
        gettext_lazy("Allow training language models on it"),
        gettext_lazy("If not, the page asks machines to leave it alone. Not all of them listen."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # A form has an attribute called `fields`, so that one gets its name here.
        self.fields = {"fields" if name == "fields_" else name: field for name, field in self.fields.items()}
        for kind in Kind:
            label = _("Your words on “%(kind)s”") % {"kind": kind.label}
            hint = _("In your own words, if you like")
            attrs = {"maxlength": LONGEST_KIND, "aria-label": label, "placeholder": hint, **QUIET}
            self.fields[f"words_{kind.value}"] = forms.CharField(
                label=label, required=False, widget=forms.TextInput(attrs=attrs)
            )


_CLOCK = ["%H:%M", "%H:%M:%S", "%H.%M", "%H"]  # for browsers that have no field for times


class HourForm(forms.Form):
    """A time of the week. A row left empty says nothing."""

    weekday = forms.TypedChoiceField(
        label=gettext_lazy("Day"),
        choices=[("", "…"), *WEEKDAYS.items()],
        coerce=int,
        empty_value=None,
        required=False,
    )
    begins = forms.TimeField(
        label=gettext_lazy("from"),
        input_formats=_CLOCK,
        required=False,
        widget=forms.TimeInput(attrs={"type": "time", **QUIET}, format="%H:%M"),
    )
    ends = forms.TimeField(
        label=gettext_lazy("until"),
        input_formats=_CLOCK,
        required=False,
        widget=forms.TimeInput(attrs={"type": "time", **QUIET}, format="%H:%M"),
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        row = [data.get(name) for name in ("weekday", "begins", "ends")]
        self.span: Span | None = None
        if self.errors or row == [None, None, None]:
            return data
        weekday, begins, ends = row
        if weekday is None or begins is None or ends is None:
            raise ValidationError(_("A day, from and until, please; or leave the row empty."))
        span = Span(
            weekday, begins.hour * 60 + begins.minute, ends.hour * 60 + ends.minute or DAY
        )  # until 0:00 is until midnight
        if span.begins >= span.ends:
            raise ValidationError(
                _("A time ends after it begins, on the same day. What goes past midnight takes two rows.")
            )
        self.span = span
        return data


HourForms = forms.formset_factory(HourForm, extra=SPARE, max_num=MOST_HOURS, absolute_max=2 * MOST_HOURS)


class AwayForm(Taking):
    away_until = forms.DateField(
        label=gettext_lazy("Away until"),
        error_messages={"required": gettext_lazy("Which is the last day?")},
        widget=forms.DateInput(attrs={"type": "date", **QUIET}, format="%Y-%m-%d"),
    )
