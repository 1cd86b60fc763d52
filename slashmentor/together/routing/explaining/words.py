"""The rules of fairness as sentences, from the numbers they are kept by, and what speaks for a reader."""

from collections.abc import Mapping
from datetime import timedelta

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ..models import A_WEEK
from ..reach import WAVES

HOUR = timedelta(hours=1)

# By the kinds of facts that the index writes into a Fit.
REASONS: Mapping[str, str | Promise] = {
    "answered": gettext_lazy("what you answered on their topics"),
    "listed": gettext_lazy("topics that you list"),
    "published": gettext_lazy("your publications"),
    "endorsed": gettext_lazy("thanks for your answers"),
    "similar": gettext_lazy("questions like them that you answered"),
    "words": gettext_lazy("the subject of what you answer"),
    "profile": gettext_lazy("the subject of what you list or published"),
}


def reasons_in_words(reasons: Mapping[str, int]) -> list[tuple[str | Promise, int]]:
    """Each with how many of one's suggestions it speaks for; kinds that this release doesn't know are left out."""
    return [(REASONS[kind], number) for kind, number in reasons.items() if kind in REASONS]


def rules_of_fairness() -> list[tuple[str, str]]:
    """Each rule: what it is about, and how it goes."""
    first, second, third = WAVES
    return [
        (
            _("Few at a time"),
            _(
                "When a question comes in, %(first)s people are told; %(hours)s hours later, if nobody answered or is on it, %(second)s more; another %(more_hours)s hours later %(third)s more, then also from neighbouring topics and communities. An answer ends it. “I’m on it” holds it for a day."
            )
            % {
                "first": first.most,
                "hours": first.pause // HOUR,
                "second": second.most,
                "more_hours": second.pause // HOUR,
                "third": third.most,
            },
        ),
        (
            _("Your week"),
            _(
                "You say how many questions a week you offer: %(weekly)s, unless you chose another number. What you were told of and what you took on by yourself count alike, over the last seven days. When your week is full, you are brought nothing more."
            )
            % {"weekly": A_WEEK},
        ),
        (
            _("Quiet hours and rest"),
            _(
                "In your quiet hours, and while you rest, nobody tells you anything. The question goes to somebody else instead of waiting for you."
            ),
        ),
        (
            _("Nobody twice as busy"),
            _(
                "Each question that you were told of or took on, and that is still open, makes it less likely that the next one comes to you."
            ),
        ),
        (
            _("Not for me"),
            _(
                "It takes a question away, or a topic, or a topic for a while. Nobody learns of it, and it is never held against you."
            ),
        ),
        (
            _("Newcomers"),
            _(
                "A first question here is brought a little earlier than others. And whoever is new and has answered nothing yet is found by what they list, by their publications and by thanks."
            ),
        ),
        (
            _("Never told"),
            _("Whoever asked, those who blocked them or whom they blocked, and members who are suspended."),
        ),
    ]
