"""Signs that a post may be of low quality: small, counted, and each told to who reviews it. No sign decides alone."""

import re
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from slashmentor.parts.questions.models import Entry

_LINK = re.compile(r"!?\[[^\]]*\]\([^)]*\)|<https?://[^>]*>|https?://\S+")
_WORD = re.compile(r"[^\W\d_]+")
_SHOUT = re.compile(r"[!?]{3,}|([^\W\d_])\1{4,}")
_CODE = re.compile(r"```.*?(?:```|\Z)|`[^`\n]*`", re.DOTALL)


@dataclass(frozen=True)
class Sign:
    """One thing that speaks against a post, how much, and in which words."""

    weight: int
    says: Promise


VERY_SHORT = Sign(2, _("very short"))
SHORT = Sign(1, _("short"))
ONLY_A_LINK = Sign(3, _("hardly more than a link"))
CAPITALS = Sign(2, _("mostly in capitals"))
SHOUTING = Sign(1, _("repeated letters or marks"))
SAME_WORDS = Sign(2, _("the same few words again and again"))
ASKS_BACK = Sign(1, _("an answer that only asks"))


def signs(entry: Entry) -> list[Sign]:
    """What speaks against an entry as it stands. Pictures, code and formulas are no words, and count neither way."""
    text = _CODE.sub(" ", entry.body)
    words = _WORD.findall(_LINK.sub(" ", text))
    found = []
    if len(text) == len(entry.body):  # with code in it, few words may be enough
        found += _length(words)
    if _LINK.search(text) and len(words) < 8:
        found.append(ONLY_A_LINK)
    letters = [letter for word in _WORD.findall(entry.title) + words for letter in word]
    cased = [letter for letter in letters if letter.lower() != letter.upper()]
    if len(cased) >= 20 and sum(letter.isupper() for letter in cased) > 0.7 * len(cased):
        found.append(CAPITALS)
    if _SHOUT.search(entry.title) or _SHOUT.search(_LINK.sub(" ", text)):
        found.append(SHOUTING)
    if len(words) >= 20 and len({word.lower() for word in words}) < 0.3 * len(words):
        found.append(SAME_WORDS)
    if not entry.is_question and text.rstrip().endswith(("?", "？", "؟")) and len(words) < 30:
        found.append(ASKS_BACK)
    return found


def poorness(entry: Entry) -> int:
    """How much speaks against an entry; from "review.poor_from" on somebody should look."""
    return sum(sign.weight for sign in signs(entry))


def _length(words: list[str]) -> list[Sign]:
    """In letters rather than words, which not every script parts by spaces."""
    letters = sum(map(len, words))
    if letters < 30:
        return [VERY_SHORT]
    return [SHORT] if letters < 80 else []
