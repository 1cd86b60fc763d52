"""How much each signal counts, as a form."""

from collections.abc import Iterator, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from slashmentor.base.pages.forms import Taking

from ..ranking.shares import MOST
from ..signal_words import SIGNAL_WORDS, SignalWords

_WRONG = _("It has to be a number from 0 to 3.")


class FactorsForm(Taking):
    """A number for each signal; an empty one is 1, as it was learned."""

    def __init__(self, *args: Any, factors: Mapping[str, float], **kwargs: Any) -> None:
        kwargs["initial"] = {signal: f"{factor:g}" for signal, factor in factors.items()}
        super().__init__(*args, **kwargs)
        for signal, words in SIGNAL_WORDS.items():
            self.fields[signal] = forms.FloatField(
                label=str(words.title),
                required=False,
                min_value=0,
                max_value=MOST,
                error_messages=dict.fromkeys(("invalid", "min_value", "max_value"), _WRONG),
                widget=forms.NumberInput(attrs={"step": "0.05", "data-slide": True, "inputmode": "decimal"}),
            )

    def rows(self) -> Iterator[tuple[forms.BoundField, SignalWords]]:
        """Each field with the words of its signal."""
        return ((self[signal], words) for signal, words in SIGNAL_WORDS.items())

    def factors(self) -> dict[str, float]:
        """What was sent, as `begin_trial` takes it; once the form is valid."""
        sent = self.cleaned_data
        return {signal: 1.0 if sent[signal] is None else sent[signal] for signal in SIGNAL_WORDS}
