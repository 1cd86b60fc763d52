"""Details that would tell readers who asks anonymously: named while it is being written, never taken out for them.

Small patterns, explained one by one. They find what is commonly forgotten; nobody should trust them to find all of it,
and the page says so.
"""

import re
from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from slashmentor.base.text.fold import fold

# Every repetition has an end, so that hostile texts are read as fast as others.
_ADDRESS = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}\.\w[\w.-]{0,99}\b")
_PHONE = re.compile(r"(?<![\w.()/-])\+?\d[\d ()/-]{7,20}\d(?![\w.])")
_MENTION = re.compile(r"(?<![\w@/.])@[A-Za-z0-9][\w-]{1,29}")
_LINK = re.compile(r"https?://[^\s)>\]]{1,200}")
# Whom they work for, by name: "my supervisor Jane Doe", "Prof. Doe", "Dr Doe".
_PERSON = re.compile(
    r"\b(?:(?:my|our) (?:supervisor|advis[oe]r|boss|pi|mentor|professor|head of \w{1,30}),? |prof(?:essor|\.)? |dr\.? )"
    r"(?-i:[^\W\d_a-z][\w’'-]{1,40}(?: [^\W\d_a-z][\w’'-]{1,40}){0,3})",
    re.IGNORECASE,
)
# Where: "the Curie lab", "the Institute of Marine Botany", "the University of X", "X University".
_PLACE = re.compile(
    r"\b(?!(?:The|This|That|These|Those|My|Our|Your|Their|His|Her|Its|One|Each|Every|Any|No|An)\b)"
    r"[A-ZÀ-Þ][\w’'-]{1,40} (?i:lab|laboratory|group|university|college|institute|centre|center|academy)\b"
    r"|\b(?i:lab|group|university|college|institute|department|faculty|school|centre|center) (?i:of|for) (?:the )?"
    r"[A-ZÀ-Þ][\w’'-]{1,40}"
    r"|\b(?:ETH|MIT|EPFL|UCL|NYU|CNRS|INRIA|CERN)\b"
)
# A course's code: CS101, BIO 2100.
_COURSE = re.compile(r"\b[A-Z]{2,5}[ -]?\d{3,4}[A-Z]?\b")
_WORD = re.compile(r"[^\W_]+")
_ENOUGH = 200  # characters of a quoted detail, at most, and no endless list of them
_MOST = 8


def identifying(*, title: str, body: str, member: Any = None) -> list[str]:
    """A sentence for each detail found in an anonymous question, what is about the member themselves first."""
    text = f"{title}\n{body}"
    once: dict[str, str] = {}
    for sentence in _found(text, member):
        once.setdefault(fold(sentence), sentence)
    return list(once.values())[:_MOST]


def _found(text: str, member: Any) -> Iterator[str]:
    words = _apart(text)
    if member is not None:
        for part in _own_words(member):
            if _apart(part) in words:
                yield _("“%(what)s” is from your own page.") % {"what": part}
    for pattern, sentence in (
        (_ADDRESS, _("“%(what)s” is an e-mail address.")),
        (_PHONE, _("“%(what)s” looks like a telephone number.")),
        (_MENTION, _("“%(what)s” names a member: that they are called here is seen by all.")),
        (_LINK, _("“%(what)s” is a link: does the page behind it name you, or your group?")),
        (_PERSON, _("“%(what)s” names a person whom you know.")),
        (_PLACE, _("“%(what)s” names a place where few people work.")),
        (_COURSE, _("“%(what)s” looks like the number of a course.")),
    ):
        for match in pattern.finditer(text):
            yield sentence % {"what": " ".join(match[0].split())[:_ENOUGH]}


def _apart(text: str) -> str:
    """Its words, folded, with a space on both sides of each: what is looked for is found as whole words."""
    return f" {' '.join(_WORD.findall(fold(text)))} "


def _own_words(member: Any) -> Iterator[str]:
    """The parts of their name, their handle and their affiliation, as far as they are words of their own."""
    for part in (*member.name.split(), member.handle):
        if len(part) > 2:
            yield part
    if member.affiliation:
        yield member.affiliation
