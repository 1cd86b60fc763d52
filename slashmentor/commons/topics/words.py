"""The words by which topics are found beside their names."""

import re
from collections.abc import Sequence
from functools import lru_cache

from snowballstemmer import stemmer

from slashmentor.base.text.fold import fold

from .models import Topic, Word

SMALL_WORDS = frozenset(
    "a an and as at by de der die et for from in into la le of on or the to with".split()  # noqa: SIM905 - reads as what it is
)
KEYWORDS_AT_MOST = 60  # of a topic
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


def write_words(topics: Sequence[Topic]) -> None:
    """Let these topics be found by the words of their labels and keywords as they are now. Part of the caller's transaction."""
    wanted = {(topic.pk, word) for topic in topics for word in words_of(topic)}
    here = {
        (row.topic_id, row.word): row.pk for row in Word.objects.filter(topic__in=[one.pk for one in topics])
    }
    Word.objects.filter(pk__in=[pk for pair, pk in here.items() if pair not in wanted]).delete()
    Word.objects.bulk_create(
        (Word(topic_id=topic, word=word) for topic, word in sorted(wanted - here.keys())),
        ignore_conflicts=True,
    )
