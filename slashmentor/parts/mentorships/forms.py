"""What one writes to a mentor, and what is said on it afterwards. What is wrong with it, the actions say."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from slashmentor.base.pages.forms import Taking
from slashmentor.parts.mentors.queries.page import MentorPage

from .actions import Said
from .numbers import LENGTH, NAME, TIME, WHY, WORDS
from .words import DECLINES


def _words(label: Any, hint: Any = "", *, rows: int, most: int, **attrs: Any) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": rows, "maxlength": most, **attrs})
    return forms.CharField(label=label, required=False, help_text=hint, widget=widget)


class AskForm(Taking):
    """What I ask, why you, how much time, which kind of help."""

    asks = _words(
        _("What do you ask?"),
        _(
            "Where you are, what you have tried, and what would help you. 200 to 2,000 characters, and no need to be formal."
        ),
        rows=9,
        most=LENGTH.stop - 1,
        **{"data-quiet": True, "data-count": f"{LENGTH.start} {LENGTH.stop - 1}"},
    )
    why = _words(
        "", _("A line on what made you think of them shows that it isn’t a circular."), rows=3, most=WHY
    )
    time = forms.CharField(
        label=_("How much time do you have in mind?"),
        required=False,
        help_text=_("Like “one hour, once”, or “half an hour a month until summer”."),
        widget=forms.TextInput(attrs={"maxlength": TIME}),
    )
    kind = forms.ChoiceField(
        label=_("Which kind of help matters most?"), required=False, widget=forms.RadioSelect
    )

    def __init__(self, *args: Any, shown: MentorPage, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["why"].label = _("Why %(name)s?") % {"name": shown.member.shown_name}
        kind = self.fields["kind"]
        assert isinstance(kind, forms.ChoiceField)
        kind.choices = [("", _("I don’t know yet")), *((one.kind.value, one.label) for one in shown.offered)]
        if not shown.offered:
            del self.fields["kind"]

    def said(self) -> Said:
        """The words as they were sent, whatever is wrong with them."""
        self.is_valid()
        sent = self.cleaned_data
        return Said(**{name: sent.get(name, "") for name in ("asks", "why", "time", "kind")})


class VisitorForm(AskForm):
    """The same of somebody without an account: who they are, and where the answer goes."""

    name = forms.CharField(
        label=_("Your name"),
        required=False,
        widget=forms.TextInput(
            attrs={"maxlength": NAME.stop - 1, "autocomplete": "name", "data-quiet": True}
        ),
    )
    email = forms.CharField(
        label=_("Your e-mail address"),
        required=False,
        help_text=_(
            "We send you a link to confirm this, and a line when there is an answer. Nobody else sees it, the mentor neither, and it is erased thirty days after this is over."
        ),
        widget=forms.EmailInput(attrs={"maxlength": 254, "autocomplete": "email", "data-quiet": True}),
    )


class WordsForm(Taking):
    """Something said on a request."""

    words = _words("", rows=4, most=WORDS.stop - 1)

    def __init__(self, *args: Any, label: Any, hint: Any = "", needed: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["words"].label = label
        self.fields["words"].help_text = hint
        if needed:
            self.fields["words"].widget.attrs["data-quiet"] = True


class DeclineForm(WordsForm):
    """A no: a sentence to choose, own words, or both."""

    sentence = forms.ChoiceField(
        label=_("A kind sentence, if you like"),
        required=False,
        choices=[("", _("None, I say it myself")), *DECLINES.items()],
        widget=forms.RadioSelect(attrs={"data-quiet": True}),
    )
    field_order = ("sentence", "words")
