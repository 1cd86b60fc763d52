"""What a good question still lacks: gentle hints while it is being written, never a wall.

It learns from why questions of the community were closed lately: what was lacking most often comes first.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from .advice import HELP
from .models import Reason
from .queries.closing import Lately

_ASKS = re.compile(
    r"\?\s*$|^(?:how|what|when|where|which|who|whose|why|can|could|should|do|does|did|is|are|was|were|would|will|may|must|has|have)\b",
    re.IGNORECASE,
)
_TRIED = re.compile(
    r"\b(?:tried|try|read|looked|asked|talked|spoke|wrote|checked|searched|found|considered|attempted|already|so far|until now|emailed|e-mailed|told)\b",
    re.IGNORECASE,
)
_CONTEXT = re.compile(
    r"\b(?:ph\.?d|doctora\w*|postdoc\w*|master\w*|bachelor\w*|undergrad\w*|graduate|student|faculty|lecturer|professor|librarian|"
    r"supervisor|advis[oe]r|department|university|institute|lab|field|discipline|country|europe|"
    r"germany|france|uk|usa?|canada|india|china|japan|brazil|nigeria|kenya|australia|physics|chemistry|biology|"
    r"history|mathematics|engineering|sociology|psychology|philosophy|economics|medicine|linguistics|literature|"
    r"computer science|humanities|sciences?|year)\b",
    re.IGNORECASE,
)
_CODE = re.compile(r"```.*?(?:```|\Z)|`[^`\n]*`|\$\$.*?\$\$|\$[^$\n]*\$", re.DOTALL)
_QUESTION = re.compile(r"\?(?=\s|$|[)\]”\"'])")

TITLE_AT_LEAST = 25
BODY_AT_LEAST = 200
BODY_AT_MOST = 6_000
QUESTIONS_AT_MOST = 3

# So many closed questions say something about a community, and so large a share of them about a reason.
LEARNS_FROM = 3
LEARNS_SHARE = 0.2
MOST_HINTS = 2

_TASTE = re.compile(
    r"\b(?:best|better|worst|favou?rite|opinions?|do you (?:think|like|prefer)|your thoughts|thoughts on)\b",
    re.IGNORECASE,
)
_COMPARED = re.compile(
    r"/(?:questions|q|a)/\d|\b(?:differ\w*|unlike|duplicate|asked before|similar question)\b", re.IGNORECASE
)

# Which points help against which reason.
_AGAINST: dict[str, tuple[str, ...]] = {
    Reason.DUPLICATE: ("compared",),
    Reason.DETAILS: ("context", "tried", "length"),
    Reason.FOCUS: ("one", "title"),
    Reason.OPINION: ("grounds",),
    Reason.OFF_TOPIC: ("topics",),
}


@dataclass(frozen=True)
class Point:
    """One thing that good questions have: there already, or what to do about it."""

    name: str
    done: bool
    text: str
    why: str = ""  # why this community puts it first


def checklist(*, title: str, body: str, topics: Sequence[str], lately: Lately | None = None) -> list[Point]:
    """The points in the order in which one writes, those first that `lately` closed questions lacked most often.

    Empty fields count as not done. A community that closed next to nothing has the usual list.
    """
    points = _usual(title=title, body=body, topics=topics)
    learned = _learned(lately)
    for reason in learned:
        points += _more(reason, title=title, body=body)
    ranked = {name: rank for rank, reason in reversed(list(enumerate(learned))) for name in _AGAINST[reason]}
    points.sort(key=lambda point: ranked.get(point.name, len(learned)))  # stable: the others keep their order
    if learned:
        points[0] = replace(points[0], why=str(HELP[learned[0]].learned))
    return points


def hints(lately: Lately | None) -> list[tuple[str, str]]:
    """The community's own reasons for which questions are often closed: what is off-topic, and what helps."""
    if lately is None or lately.total < LEARNS_FROM:
        return []
    often = [row for row in lately.own if row[2] >= max(LEARNS_FROM, LEARNS_SHARE * lately.total)]
    return [(name, advice) for name, advice, _number in often[:MOST_HINTS]]


def _learned(lately: Lately | None) -> list[str]:
    """The reasons that many enough of the closed questions had, the commonest first."""
    if lately is None or lately.total < LEARNS_FROM:
        return []
    return [reason for reason, number in lately.reasons if number >= LEARNS_SHARE * lately.total]


def _more(reason: str, *, title: str, body: str) -> list[Point]:
    """Points that only communities have where it happens often."""
    if reason == Reason.DUPLICATE:
        return [
            Point(
                "compared",
                bool(_COMPARED.search(body)),
                _("It names the question here that comes closest, and says what is different."),
            )
        ]
    if reason == Reason.OPINION:
        return [
            Point(
                "grounds",
                bool(body.strip()) and not _TASTE.search(f"{title} {body}"),
                _("It can be answered from experience, sources or rules, not only by taste."),
            )
        ]
    return []


def _usual(*, title: str, body: str, topics: Sequence[str]) -> list[Point]:
    """What every good question has."""
    title, words = title.strip(), _CODE.sub(" ", body)
    length = len(body.strip())
    asked = len(_QUESTION.findall(words))
    return [
        Point(
            "title",
            len(title) >= TITLE_AT_LEAST and bool(_ASKS.search(title)),
            _("The title is the question itself, understood without the details."),
        ),
        Point(
            "tried",
            bool(_TRIED.search(words)),
            _("It says what you tried or read so far, so that nobody tells you what you know."),
        ),
        Point(
            "context",
            bool(_CONTEXT.search(words)),
            _("It says where you stand: your stage and field, and the country if rules matter."),
        ),
        Point(
            "one",
            0 < asked + title.count("?") <= QUESTIONS_AT_MOST,
            _("It asks one thing. Others can be questions of their own."),
        ),
        Point(
            "length",
            BODY_AT_LEAST <= length <= BODY_AT_MOST,
            _("Two or three paragraphs: enough to understand, short enough to be read today."),
        ),
        Point(
            "topics",
            1 <= len(topics) <= 5,
            _("It has one to five topics, so that the right people are shown it."),
        ),
    ]
