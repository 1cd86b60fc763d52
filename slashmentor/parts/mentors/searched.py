"""Words as the directory compares them: folded, each once, so that they are found the same way by both databases."""

import re
from typing import Any

from django.db import models

from slashmentor.base.text.fold import fold

SHORTEST = 3  # letters from which on the beginning of a word is enough
LONGEST = 40  # letters of a word that count
MOST = 2000  # different words of one text that are found

_WORD = re.compile(r"\w+")
# Chinese and Japanese don't part words, so each sign counts as one.
_SIGN = re.compile("[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff]")


def words_of(text: str) -> list[str]:
    """The words of a text, each once, in their order, without capitals and accents. Words of words are themselves."""
    text = fold(text)
    if not text.isascii():
        text = _SIGN.sub(r" \g<0> ", text)
    words = (word[:LONGEST] for word in _WORD.findall(text.replace("_", " ")))
    return list(dict.fromkeys(words))[:MOST]


def folded(text: str) -> str:
    return " ".join(words_of(text))


def begins_so(word: str) -> str:
    """What stands in folded text, between spaces, that has this word or a longer one that begins so."""
    return f" {word}" if len(word) >= SHORTEST else f" {word} "


class WordsField(models.TextField):  # type: ignore[type-arg] # Django's stubs alone make it generic
    """Text of which only its words matter: folded when it is written, whoever writes it."""

    def get_prep_value(self, value: Any) -> Any:
        return folded(value) if isinstance(value, str) else super().get_prep_value(value)
