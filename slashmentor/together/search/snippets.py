"""Showing where the words were found: a piece of the text around them, each in `<mark>`, everything escaped."""

import re
from collections.abc import Iterable
from functools import cache, lru_cache
from html import escape
from itertools import accumulate
from typing import Any

import snowballstemmer
from django.db import connection
from markupsafe import Markup

from slashmentor.base.text.fold import fold

LENGTH = 240
_WORD = re.compile(r"[^\W_]+")
# Of a text with hundreds of matches, the first ones tell enough.
_MOST = 60
# No end of a word that the stemmer takes off reaches into its first three letters; but flies and fly are "fli".
_KEPT = 3


class Marker:
    """Marks the words of one query, in whatever form they stand, in any number of texts."""

    def __init__(self, words: Iterable[str]) -> None:
        # Some words have nothing left when they are folded and stemmed; nothing would be found everywhere, for ever.
        self._stems = frozenset(stem(word) for word in words) - {""}
        self._beginnings = {one[:_KEPT].rstrip("iy") or one for one in self._stems}

    def whole(self, text: str) -> Markup:
        """The whole text (a title) with its words marked."""
        return Markup(_marked(text, 0, len(text), self._places(text)))  # noqa: S704  escaped there

    def piece(self, text: str, folded: str = "") -> Markup:
        """About 240 characters of the text, from where most of the words are. `folded`: see Document."""
        places = self._places(text, folded)
        start = self._best_start(places, text)
        end = min(len(text), start + LENGTH)
        if end < len(text):
            end = max(text.rfind(" ", start, end), text.rfind("\n", start, end), start + LENGTH // 2)
        shown = _marked(text, start, end, places)
        return Markup(f"{'…' if start else ''}{shown}{'…' if end < len(text) else ''}")  # noqa: S704  escaped there

    def _places(self, text: str, folded: str = "") -> list[tuple[int, int, str]]:
        """Where the words stand in `text`, in order: from, to, which."""
        if not self._stems:
            return []
        same, positions = _aligned(text, folded)
        found: list[tuple[int, int, str]] = []
        # Plain searches for a few letters are several times faster here than one regular expression for all.
        for beginning in self._beginnings:
            start = same.find(beginning)
            while start >= 0 and len(found) < _MOST:
                end = _end_of_word(same, start + len(beginning))
                if start == 0 or not same[start - 1].isalnum():
                    stemmed = stem(same[start:end])
                    if stemmed in self._stems:
                        found.append((start, end, stemmed))
                start = same.find(beginning, end)
        found.sort()
        if positions:
            return [(positions[start], positions[end], stemmed) for start, end, stemmed in found]
        return found

    def _best_start(self, places: list[tuple[int, int, str]], text: str) -> int:
        """Where to begin so that the most different words are in the piece, a little before the first of them."""
        best, most = 0, 0
        for index, (start, _end, _stem) in enumerate(places):
            within = {stemmed for at, _to, stemmed in places[index : index + 12] if at < start + LENGTH - 60}
            if len(within) > most:
                best, most = start, len(within)
        if best < 60:
            return 0
        early = best - 50
        gap = max(text.find(" ", early, best), text.find("\n", early, early + 20))
        return gap + 1 if gap >= 0 else best


@lru_cache(maxsize=20_000)
def stem(word: str) -> str:
    """The stem of a folded word as the database's index has it: mentor, mentors, mentoring are one."""
    return str(_stemmer().stemWord(word))


@cache
def _stemmer() -> Any:
    return snowballstemmer.stemmer("english" if connection.vendor == "postgresql" else "porter")


def _end_of_word(text: str, start: int) -> int:
    found = _WORD.match(text, start)
    return found.end() if found else start


def _aligned(text: str, folded: str) -> tuple[str, list[int]]:
    """The text as it is compared, and where each of its letters comes from; no positions when at the same place."""
    if not folded:
        folded = text.lower() if text.isascii() else fold(text)
    if len(folded) == len(text):
        return folded, []
    letters = [_letter(letter) for letter in text]
    starts = [0, *accumulate(len(letter) for letter in letters)]
    positions = [0] * (starts[-1] + 1)
    for at, start in enumerate(starts[1:], 1):
        for within in range(starts[at - 1], start):
            positions[within] = at - 1
    positions[-1] = len(text)
    # a match ends before the next letter's first place: point there, not into the letter
    for at, start in enumerate(starts):
        positions[start] = at
    return "".join(letters), positions


@lru_cache(maxsize=4_000)
def _letter(letter: str) -> str:
    return fold(letter)


def _marked(text: str, start: int, end: int, places: list[tuple[int, int, str]]) -> str:
    """The part of the text as safe HTML."""
    parts = []
    at = start
    for left, right, _stem in places:
        if left < at or right > end:
            continue
        parts.append(f"{escape(text[at:left])}<mark>{escape(text[left:right])}</mark>")
        at = right
    parts.append(escape(text[at:end]))
    return "".join(parts)
