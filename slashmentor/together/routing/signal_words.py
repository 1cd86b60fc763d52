"""What each signal of the ranking is called, and what it says about somebody, for people."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils import formats
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from .ranking.shares import parts

STROKES = 20


@dataclass(frozen=True)
class SignalWords:
    title: str | Promise
    says: str | Promise


SIGNAL_WORDS: Mapping[str, SignalWords] = {  # by the names of `ranking.signals.SIGNALS`, in their order
    "activity": SignalWords(
        pgettext_lazy("what speaks for somebody", "Answering lately"),
        gettext_lazy(
            "Who answers often, and did so lately, is likely to have time for one more. What was long ago hardly counts."
        ),
    ),
    "topics": SignalWords(
        pgettext_lazy("what speaks for somebody", "The same topics"),
        gettext_lazy(
            "Who answered questions with its topics. One of three answers in a rare topic says more than one of a thousand in a common one."
        ),
    ),
    "profile": SignalWords(
        pgettext_lazy("what speaks for somebody", "The same subject"),
        gettext_lazy(
            "Whether the question is about what somebody answers, taken together: by what its words mean side by side, even when none of them is the same."
        ),
    ),
    "similar": SignalWords(
        pgettext_lazy("what speaks for somebody", "Questions much like it"),
        gettext_lazy("Who answered those of the earlier questions that are most like it, word for word."),
    ),
}


@dataclass(frozen=True)
class Counted:
    """A signal with what part of the whole it is: of 100, and of as many strokes as a page draws."""

    words: SignalWords
    percent: int
    strokes: int


def counted(shares: Mapping[str, float]) -> list[Counted]:
    """Every signal with its part; percents and strokes add up to the whole."""
    percent, strokes = parts(shares, 100), parts(shares, STROKES)
    return [Counted(words, percent[signal], strokes[signal]) for signal, words in SIGNAL_WORDS.items()]


def factors_in_words(factors: Mapping[str, float]) -> str:
    """“Answering lately × 0.5, The same topics × 2”; “As learned” when nothing is changed."""
    changed = [
        _("%(signal)s × %(factor)s") % {"signal": SIGNAL_WORDS[signal].title, "factor": _short(factor)}
        for signal, factor in factors.items()
        if signal in SIGNAL_WORDS and factor != 1
    ]
    return ", ".join(changed) or _("As learned")


def _short(factor: float) -> str:
    return formats.number_format(int(factor) if factor == int(factor) else factor)
