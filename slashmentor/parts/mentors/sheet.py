"""All that the settings of a mentor page show and take: as it is kept, as it could begin, or as it was sent.

The page sends along what it showed (a short digest of each field). So a tab says only what was changed in it, and where
another tab changed the same meanwhile, it asks before one goes over the other.
"""

import hashlib
import json
from typing import Any, cast

from django.http import QueryDict
from django.utils.translation import gettext as _

from slashmentor.base.errors import ForPeople, Invalid
from slashmentor.commons.people.models import Member, Stage
from slashmentor.commons.topics.models import Expertise, Level

from .actions import Said
from .actions.saying import MOST_TOPICS, check, tidied
from .beginnings import BEGINNINGS
from .forms import HourForms, OfferForm
from .models import Offer, Role
from .week import Span, joined
from .words import Channel, Kind

PLAIN = (
    "lede", "helps", "lived", "loves", "declines", "seeks", "pace", "stages", "as_peer", "channels", "languages",
    "places", "hours_a_month", "until", "answers_in", "who", "keeps_list", "elsewhere", "listed", "shared", "indexable",
    "trainable",
)  # fmt: skip
NAMES = (*PLAIN, "kinds", "gives", "seeks_topics", "fields", "hours")
# Of these a browser sends nothing when nothing is ticked.
TICKED = {"as_peer", "keeps_list", "listed", "shared", "indexable", "trainable", "stages", "channels", "kinds"}  # fmt: skip
ROLES = {"gives": Role.GIVES, "seeks_topics": Role.SEEKS, "fields": Role.FOR}
HOURS = "hours"
LONGEST_QUOTED = 200  # characters of what another tab says now


class Sheet:
    """The fields of a member's mentor page. `filled` is what they show at first: what is kept, or a way to begin."""

    def __init__(self, member: Member, sent: QueryDict | None = None, *, beginning: str = "") -> None:
        self.member = member
        self.offer = Offer.objects.filter(member=member).first()
        if self.offer is not None:
            self.offer.member = member
        self.beginning = beginning if beginning in BEGINNINGS else ""
        self._sent = sent
        self._asks_again: set[str] = set()
        self.kept = _kept(member, self.offer)
        self.filled = _begun(member, self.offer, self.kept, self.beginning)
        initial = {**self.filled, "kinds": list(self.filled["kinds"])}
        initial |= {f"words_{kind}": words for kind, words in self.filled["kinds"].items()}
        self.form = OfferForm(sent, initial=initial)
        rows = [_row(span) for span in self.filled["hours"]]
        has_rows = sent is not None and f"{HOURS}-TOTAL_FORMS" in sent
        self.hours = HourForms(sent if has_rows else None, initial=rows, prefix=HOURS)
        self.hours_wrong = ""

    def is_valid(self) -> bool:
        """Whether all of it can be said. If not, each field says why, those too that only the action would refuse."""
        if self.form.is_valid() and (not self.hours.is_bound or self.hours.is_valid()):
            return True
        try:
            check(self.offer or Offer(member=self.member), tidied(self._said()))
        except Invalid as error:
            self.take_errors(error)
        return False

    def said(self) -> Said:
        """What was changed on this sheet, once it is valid. Raises Invalid for what another tab changed too."""
        changed: dict[str, Any] = {}
        errors: dict[str, str] = {}
        for name, value in cast(dict[str, Any], tidied(self._said())).items():
            kept = self.kept[name]  # type: ignore[literal-required]
            shown = self._shown(name)
            if value == kept or (shown and shown != _digest(kept) and shown == _digest(value)):
                continue  # not changed, or in another tab and not in this one
            if shown and shown != _digest(kept):
                errors[name] = _elsewhere(kept)
            changed[name] = value
        if errors:
            self._asks_again = set(errors)
            raise Invalid(errors)
        return cast(Said, changed)

    def take_errors(self, error: ForPeople) -> None:
        """Each sentence beside its field, else above the form."""
        if isinstance(error, Invalid) and HOURS in error.errors:
            self.hours_wrong = error.errors[HOURS]
            error = Invalid({name: said for name, said in error.errors.items() if name != HOURS})
        self.form.take_errors(error)

    def wrong(self, *names: str) -> bool:
        """Whether one of these fields has to be looked at again."""
        if HOURS in names and (self.hours_wrong or (self.hours.is_bound and not self.hours.is_valid())):
            return True
        words = [f"words_{kind.value}" for kind in Kind] if "kinds" in names else []
        return self.form.is_bound and any(name in self.form.errors for name in (*names, *words))

    @property
    def shown(self) -> dict[str, str]:
        """The digest of what each field showed when one began to change it."""
        return {
            name: (name not in self._asks_again and self._shown(name)) or _digest(self.kept[name])  # type: ignore[literal-required]
            for name in NAMES
        }

    @property
    def kinds(self) -> list[tuple[Kind, bool, Any]]:
        """Each kind of help, whether it is ticked, and the field for words on it."""
        ticked = set(map(str, self.form["kinds"].value() or ()))
        return [(kind, kind.value in ticked, self.form[f"words_{kind.value}"]) for kind in Kind]

    def _shown(self, name: str) -> str:
        return self._sent.get(f"shown-{name}", "")[:16] if self._sent is not None else ""

    def _said(self) -> Said:
        """What the fields say that were on the sheet, as far as it could be read."""
        assert self._sent is not None
        values = self.form.cleaned_data
        said: dict[str, Any] = {}
        for name in (*PLAIN, *ROLES):
            if name in values and (name in self._sent or (name in TICKED and self._shown(name))):
                said[name] = values[name]
        for name, order in (("stages", Stage), ("channels", Channel)):
            if name in said:
                said[name] = [value for value in order.values if value in said[name]]
        if "kinds" in values and ("kinds" in self._sent or self._shown("kinds")):
            said["kinds"] = self._said_kinds()
        if self.hours.is_bound:
            spans = [getattr(row, "span", None) for row in self.hours]
            said["hours"] = joined(span for span in spans if span is not None)
        # A number or a choice that was emptied stays as it was.
        return cast(
            Said,
            {
                name: value
                for name, value in said.items()
                if name == "until" or value not in (None, "") or name in _MAY_BE_EMPTY
            },
        )

    def _said_kinds(self) -> dict[str, str]:
        """Those that are ticked; also one on which something new was written, since it was meant."""
        values = self.form.cleaned_data
        said = {}
        for kind in Kind:
            words = values.get(f"words_{kind.value}", "")
            if kind.value in values["kinds"] or (words and words != self.kept["kinds"].get(kind.value, "")):
                said[kind.value] = words
        return said


_MAY_BE_EMPTY = {"lede", "helps", "lived", "loves", "declines", "seeks", "pace"}


def _kept(member: Member, offer: Offer | None) -> Said:
    """All that the page says now; without one, what it would say if nothing were said."""
    plain = offer or Offer(member=member, languages=list(member.languages))
    said: dict[str, Any] = {name: getattr(plain, name) for name in PLAIN}
    said |= {"kinds": {}, "hours": [], **{name: [] for name in ROLES}}
    if offer is not None:
        said["kinds"] = dict(offer.kinds.values_list("kind", "words"))
        names: dict[str, list[str]] = {role: [] for role in Role.values}
        for role, name in offer.topics.order_by("place").values_list("role", "topic__name"):
            names[role].append(name)
        said |= {name: names[role] for name, role in ROLES.items()}
        rows = offer.hours.order_by("weekday", "begins").values_list("weekday", "begins", "ends")
        said["hours"] = [Span(*row) for row in rows]
    return cast(Said, said)


def _begun(member: Member, offer: Offer | None, kept: Said, beginning: str) -> Said:
    """What is kept; where that is empty, what the profile knows, and what the beginning of that name would say."""
    proposed: dict[str, Any] = {}
    if offer is None:
        proposed |= {"channels": [Channel.MESSAGES.value], "gives": _known(member)}
    if beginning:
        proposed |= BEGINNINGS[beginning].said
    return cast(Said, {**kept, **{name: value for name, value in proposed.items() if not kept[name]}})  # type: ignore[literal-required]


def _known(member: Member) -> list[str]:
    """The topics with which the member helps already, those of an expert first."""
    rows = Expertise.objects.filter(member=member, level__in=[Level.EXPERT, Level.CAN_HELP])
    found = sorted(rows.values_list("level", "topic__name"), key=lambda row: (row[0] != Level.EXPERT, row[1]))
    return [name for _level, name in found[:MOST_TOPICS]]


def _row(span: Span) -> dict[str, Any]:
    begins, ends = span.clock
    return {"weekday": span.weekday, "begins": begins, "ends": "00:00" if ends == "24:00" else ends}


def _digest(value: Any) -> str:
    text = json.dumps(value, sort_keys=True, default=str)
    return hashlib.blake2s(text.encode(), digest_size=6).hexdigest()


def _elsewhere(kept: Any) -> str:
    if isinstance(kept, str) and kept:
        quoted = kept if len(kept) <= LONGEST_QUOTED else f"{kept[:LONGEST_QUOTED]}…"
        return _(
            "This was changed in another tab meanwhile, where it says now: “%(words)s”. Save again to keep what stands here."
        ) % {"words": quoted}
    return _("This was changed in another tab meanwhile. Save again to keep what stands here.")
