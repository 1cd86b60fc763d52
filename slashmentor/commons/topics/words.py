"""The words by which topics are found beside their names."""

import re
from functools import lru_cache

from snowballstemmer import stemmer

from slashmentor.base.text.fold import fold

from .models import Topic

SMALL_WORDS = frozenset(
    "a an and as at by de der die et for from in into la le of on or the to with".split()  # noqa: SIM905 - reads as what it is
)
_LONGEST = 40
_SHORTEST = 2
_STEMMED_FROM = 5  # letters; the stem of a shorter word finds too much
_WORD = re.compile(r"[^\W_]+")


def words_in(text: str) -> list[str]:
    """The words of a text, folded, in their order and each once; small ones left out."""
    words = dict.fromkeys(_WORD.findall(fold(text)))
    return [word[:_LONGEST] for word in words if len(word) >= _SHORTEST and word not in SMALL_WORDS]


def words_of(topic: Topic) -> set[str]:
    return set(words_in(" ".join([topic.label, *topic.keywords])))


@lru_cache(maxsize=2_000)
def stem(word: str) -> str:
    """What "negotiating" and "negotiation" both begin with, to look for when nothing begins with the whole word."""
    # One for each word: a stemmer keeps the word that it is at, and threads would share it.
    # An i at its end stands for a y as often: salaries, salary.
    return str(stemmer("english").stemWord(word)).removesuffix("i") if len(word) >= _STEMMED_FROM else word
