"""Showing where the words were found: a piece of the text around them, each in `<mark>`, everything escaped."""

import re
from collections.abc import Iterable
from functools import cache, lru_cache
from itertools import accumulate
from typing import Any

import snowballstemmer
from django.db import connection
from markupsafe import Markup, escape

from slashmentor.base.text.fold import fold

LENGTH = 240
# Of a text with hundreds of matches, the first ones tell enough.
_MOST = 60
# No end of a word that the stemmer takes off reaches into its first three letters.
_KEPT = 3


class Marker:
    """Marks the words of one query, in whatever form they stand, in any number of texts."""

    def __init__(self, words: Iterable[str]) -> None:
        self._stems = frozenset(stem(word) for word in words)
        beginnings = sorted({re.escape(one[:_KEPT]) for one in self._stems})
        self._maybe = re.compile(rf"(?<![^\W_])(?:{'|'.join(beginnings)})[^\W_]*") if beginnings else None

    def whole(self, text: str) -> Markup:
        """The whole text (a title) with its words marked."""
        return _marked(text, 0, len(text), self._places(text))

    def piece(self, text: str, folded: str = "") -> Markup:
        """About 240 characters of the text, from where most of the words are. `folded`: see Document."""
        places = self._places(text, folded)
        start = self._best_start(places, text)
        end = min(len(text), start + LENGTH)
        if end < len(text):
            end = max(text.rfind(" ", start, end), text.rfind("\n", start, end), start + LENGTH // 2)
        shown = _marked(text, start, end, places)
        return Markup("{}{}{}").format("…" if start else "", shown, "…" if end < len(text) else "")

    def _places(self, text: str, folded: str = "") -> list[tuple[int, int, str]]:
        """Where the words stand in `text`, in order: from, to, which."""
        if self._maybe is None:
            return []
        same, positions = _aligned(text, folded)
        found = []
        for match in self._maybe.finditer(same):
            stemmed = stem(match[0])
            if stemmed in self._stems:
                start, end = match.span()
                found.append(
                    (positions[start], positions[end], stemmed) if positions else (start, end, stemmed)
                )
                if len(found) == _MOST:
                    break
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


def _marked(text: str, start: int, end: int, places: list[tuple[int, int, str]]) -> Markup:
    parts: list[Markup] = []
    at = start
    for left, right, _stem in places:
        if left < at or right > end:
            continue
        parts += (escape(text[at:left]), Markup("<mark>"), escape(text[left:right]), Markup("</mark>"))
        at = right
    parts.append(escape(text[at:end]))
    return Markup("").join(parts)
