"""What a good question still lacks: gentle hints while it is being written, never a wall."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

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


@dataclass(frozen=True)
class Point:
    """One thing that good questions have: there already, or what to do about it."""

    name: str
    done: bool
    text: str


def checklist(*, title: str, body: str, topics: Sequence[str]) -> list[Point]:
    """The points in the order in which one writes; empty fields count as not done."""
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
