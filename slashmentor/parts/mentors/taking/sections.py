"""What the forms of a page have in common: titles of its pieces, its terms in words, its hours day by day."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from slashmentor.base.days import written

from ..queries.page import MentorPage
from ..words import Channel, State

# In which one may write: elsewhere nobody is sent to a form that says no.
ASKABLE = frozenset([State.OPEN, State.WAITING])

TITLES = {
    "helps": gettext_lazy("What I can help with"),
    "lived": gettext_lazy("Things I’ve been through"),
    "loves": gettext_lazy("Questions I love to be asked"),
    "declines": gettext_lazy("What I don’t do"),
    "seeks": gettext_lazy("What I’d like help with myself"),
}
_DAYS = (
    gettext_lazy("Monday"),
    gettext_lazy("Tuesday"),
    gettext_lazy("Wednesday"),
    gettext_lazy("Thursday"),
    gettext_lazy("Friday"),
    gettext_lazy("Saturday"),
    gettext_lazy("Sunday"),
)


def terms(page: MentorPage) -> Iterator[tuple[str, str]]:
    """How much, by what, for whom, how soon: label and words."""
    offer = page.offer
    hours = ngettext("%(num)s hour a month", "%(num)s hours a month", offer.hours_a_month)
    yield _("Gives"), offer.pace or hours % {"num": offer.hours_a_month}
    if page.channels:
        # “Messages here” would be wrong anywhere else.
        labels = [_("Messages") if one == Channel.MESSAGES else str(one.label) for one in page.channels]
        yield _("By"), ", ".join(labels)
    whom = ", ".join(str(one.label) for one in page.stages) or _("Anybody")
    if page.fields:
        whom = _("%(whom)s, in %(fields)s") % {"whom": whom, "fields": ", ".join(page.fields)}
    yield _("For"), whom
    if offer.as_peer:
        yield _("Also"), _("A peer, both sides equal")
    days = ngettext("within about %(num)s day", "within about %(num)s days", offer.answers_in)
    yield _("Answers"), days % {"num": offer.answers_in}
    if offer.until and page.state != State.ENDED:
        yield _("Until"), written(offer.until)


def hours_by_day(page: MentorPage) -> list[tuple[str, str]]:
    """Each day that has some, with its times: ("Tuesday", "09:00 to 11:00, 14:00 to 15:00")."""
    times: dict[int, list[str]] = {}
    for span in page.hours:
        begins, ends = span.clock
        times.setdefault(span.weekday, []).append(
            _("%(begins)s to %(ends)s") % {"begins": begins, "ends": ends}
        )
    return [(str(_DAYS[weekday]), ", ".join(some)) for weekday, some in sorted(times.items())]
