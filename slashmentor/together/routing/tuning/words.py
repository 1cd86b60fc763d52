"""What a trial found, in words and figures for hosts."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils import formats
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

LEAST_TELLING = 100  # questions measured, below which figures are a first impression
SURE = 2.0  # standard errors, beyond which a difference is hardly chance


@dataclass(frozen=True)
class Figure:
    """One measure: its name among those who know it, and what it says."""

    name: str
    short: str
    says: str | Promise
    in_percent: bool = False

    def shown(self, value: float, *, signed: bool = False) -> str:
        """0.365, 54 %; signed: +0.012, −1 %, ±0."""
        size, places = (100 * value, 0) if self.in_percent else (value, 3)
        text = formats.number_format(abs(round(size, places)), places)
        if self.in_percent:
            text = _("%(number)s %%") % {"number": text}
        if not signed:
            return text
        if round(size, places) == 0:
            return "±0"
        return ("+" if size > 0 else "−") + text


FIGURES = (
    Figure(
        "mrr",
        "MRR",
        gettext_lazy("How far up somebody stood who did answer: 1 if always first, 0.5 if always second"),
    ),
    Figure("hit@5", "Hit@5", gettext_lazy("Somebody who answered was among the first five"), in_percent=True),
    Figure(
        "hit@20", "Hit@20", gettext_lazy("Somebody who answered was among the first twenty"), in_percent=True
    ),
    Figure(
        "load_gini",
        "Gini",
        gettext_lazy("How unevenly the first five places fall on people: 0 if all alike, 1 if all on one"),
    ),
)


@dataclass(frozen=True)
class Row:
    figure: Figure
    today: str
    tried: str
    difference: str


def rows(figures: Mapping[str, Any]) -> list[Row]:
    """A line for each measure; none when there was nothing to measure."""
    if not figures:
        return []
    today, tried = figures["today"], figures["tried"]
    return [
        Row(
            figure,
            figure.shown(today[figure.name]),
            figure.shown(tried[figure.name]),
            figure.shown(tried[figure.name] - today[figure.name], signed=True),
        )
        for figure in FIGURES
    ]


def measured_on(figures: Mapping[str, Any]) -> str:
    """How many questions it was."""
    questions: int = figures["questions"]
    return ngettext(
        "Measured on %(num)s question, with %(people)s people to choose from.",
        "Measured on %(num)s questions, with %(people)s people to choose from.",
        questions,
    ) % {
        "num": formats.number_format(questions, force_grouping=True),
        "people": formats.number_format(figures["candidates"], force_grouping=True),
    }


def verdict(figures: Mapping[str, Any]) -> str:
    """What the figures say of the weights that were tried, and whether they say anything at all."""
    if not figures:
        return _(
            "The past of this place is too short to say anything: none of its last questions was answered by somebody who had answered five before."
        )
    if figures["questions"] < LEAST_TELLING:
        return _("These are too few questions to say anything. Take the figures as a first impression.")
    lead, error = figures["lead"]["mrr"], figures["lead"]["se_mrr"]
    if lead > SURE * error:
        return _("Those who answered would have stood further up, by more than chance explains.")
    if lead < -SURE * error:
        return _("Those who answered would have stood further down, by more than chance explains.")
    return _("The difference is so small that it may be chance.")
