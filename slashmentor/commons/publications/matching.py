"""Which topics of the vocabulary a publication is about, by its words alone.

A topic is found by phrases (its name, its label, its keywords) that stand in the title or among the keywords, and by
the words that it shares with them; a word counts the more, the fewer topics have it. What comes out depends on
nothing but the words and the vocabulary, and takes a bounded time.
"""

import math
import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

import snowballstemmer

from slashmentor.base.text.fold import fold

MOST_TOPICS = 4  # of one publication
LEAST = 0.35  # below it, what two texts share is chance

_TITLE, _KEYWORD, _VENUE = 1.0, 1.0, 0.35
_SUMMARY = 0.4  # a word that a topic's description has, beside those that it is called by
_LEAST_SHARED = 1.4  # two words in the title of which one may stand in the description, say
_ALIKE = 25.0  # how much the same words tell beside the same phrases
_LONGEST_PHRASE = 5
_MOST_WORDS = 60  # of a title; a venue or a keyword has fewer
_MOST_KEYWORDS = 20
# A word that more topics have than this says nothing of which one it is.
_MOST_TOPICS_OF_A_WORD = 400
_HALF = 9.0  # the score that weighs one half

_WORD = re.compile(r"[^\W_]+(?:[+#]+)?")
_EMPTY = frozenset(
    [
        "a",
        "about",
        "above",
        "after",
        "all",
        "also",
        "among",
        "an",
        "and",
        "any",
        "approach",
        "are",
        "as",
        "at",
        "based",
        "be",
        "been",
        "between",
        "both",
        "but",
        "by",
        "can",
        "de",
        "der",
        "des",
        "die",
        "du",
        "during",
        "e",
        "effect",
        "effects",
        "el",
        "en",
        "et",
        "for",
        "from",
        "has",
        "have",
        "how",
        "in",
        "into",
        "is",
        "it",
        "its",
        "la",
        "le",
        "les",
        "more",
        "new",
        "not",
        "novel",
        "of",
        "on",
        "or",
        "our",
        "over",
        "some",
        "study",
        "studies",
        "such",
        "that",
        "the",
        "their",
        "them",
        "these",
        "this",
        "those",
        "through",
        "to",
        "toward",
        "towards",
        "two",
        "un",
        "und",
        "une",
        "under",
        "using",
        "van",
        "via",
        "von",
        "vs",
        "was",
        "we",
        "were",
        "what",
        "when",
        "where",
        "which",
        "who",
        "why",
        "will",
        "with",
        "within",
        "without",
    ]
)
_stemmer = snowballstemmer.stemmer("english")


class Described(NamedTuple):
    """A topic, in all the words that it is called by."""

    id: int
    name: str
    label: str = ""
    keywords: Sequence[str] = ()
    summary: str = ""


class Vocabulary:
    """All topics, ready to be found in texts; built once, and asked often."""

    def __init__(self, topics: Iterable[Described]) -> None:
        self._phrases: dict[tuple[str, ...], set[int]] = defaultdict(set)
        self._called: dict[tuple[str, ...], set[int]] = defaultdict(set)
        words_of: dict[int, dict[str, float]] = {}
        for topic in topics:
            words = words_of.setdefault(topic.id, {})
            for word in _stems(topic.summary, _MOST_WORDS):
                words[word] = _SUMMARY
            for names, phrases in (
                (self._called, (topic.name.replace("-", " "), topic.label)),
                (self._phrases, topic.keywords[:_MOST_KEYWORDS]),
            ):
                for phrase in phrases:
                    stems = _stems(phrase, _MOST_WORDS)
                    words.update(dict.fromkeys(stems, 1.0))
                    if 0 < len(stems) <= _LONGEST_PHRASE and len("".join(stems)) > 2:
                        names[tuple(stems)].add(topic.id)
        self._weigh(words_of)

    def _weigh(self, words_of: dict[int, dict[str, float]]) -> None:
        total = max(len(words_of), 1)
        by_word: dict[str, list[tuple[int, float]]] = defaultdict(list)
        for topic_id, words in sorted(words_of.items()):
            for word, weight in sorted(words.items()):
                by_word[word].append((topic_id, weight))
        self._rare = {word: math.log((total + 1) / len(having)) + 0.1 for word, having in by_word.items()}
        self._by_word = {
            word: having for word, having in by_word.items() if len(having) <= _MOST_TOPICS_OF_A_WORD
        }
        self._size = {
            topic_id: math.sqrt(
                sum((weight * self._rare[word]) ** 2 for word, weight in sorted(words.items()))
            )
            for topic_id, words in words_of.items()
        }

    def about(self, title: str, keywords: Sequence[str] = (), venue: str = "") -> list[tuple[int, float]]:
        """The topics that a publication of these words is about, the surest first, each with a weight up to 1."""
        texts = [
            (_TITLE, _stems(title, _MOST_WORDS)),
            (_VENUE, _stems(venue, _MOST_WORDS)),
            *((_KEYWORD, _stems(one, 10)) for one in keywords[:_MOST_KEYWORDS]),
        ]
        scores = self._by_words(texts)
        for topic_id, score in self._by_phrases(texts).items():
            scores[topic_id] = scores.get(topic_id, 0.0) + score
        weighed = ((topic_id, round(score / (score + _HALF), 4)) for topic_id, score in scores.items())
        found = [(topic_id, weight) for topic_id, weight in weighed if weight >= LEAST]
        return sorted(found, key=lambda one: (-one[1], one[0]))[:MOST_TOPICS]

    def _by_phrases(self, texts: list[tuple[float, list[str]]]) -> dict[int, float]:
        """Keywords of two words and more, and a topic's own name; each counts once, where it weighs most."""
        found: dict[tuple[str, ...], float] = {}
        for weight, stems in texts:
            for start in range(len(stems)):
                for end in range(start + 1, min(start + _LONGEST_PHRASE, len(stems)) + 1):
                    phrase = tuple(stems[start:end])
                    if phrase in self._called or (len(phrase) > 1 and phrase in self._phrases):
                        found[phrase] = max(weight, found.get(phrase, 0.0))
        scores: dict[int, float] = defaultdict(float)
        for phrase, weight in sorted(found.items()):
            topics = self._called.get(phrase, set()) | (
                self._phrases.get(phrase, set()) if len(phrase) > 1 else set()
            )
            # What many topics share tells less of each.
            tells = weight * sum(self._rare[word] for word in phrase) / math.sqrt(len(topics))
            for topic_id in topics:
                scores[topic_id] += tells
        return scores

    def _by_words(self, texts: list[tuple[float, list[str]]]) -> dict[int, float]:
        """What the words have in common, however they stand; one word alone is chance.

        As an angle, so that a topic with many words gains nothing by that.
        """
        weights: dict[str, float] = {}
        for weight, stems in texts:
            for word in stems:
                if word in self._rare:
                    weights[word] = max(weight, weights.get(word, 0.0))
        size = (
            math.sqrt(sum((weight * self._rare[word]) ** 2 for word, weight in sorted(weights.items())))
            or 1.0
        )
        scores: dict[int, float] = defaultdict(float)
        shared: dict[int, float] = defaultdict(float)
        for word, weight in sorted(weights.items()):
            for topic_id, said in self._by_word.get(word, ()):
                scores[topic_id] += weight * said * self._rare[word] ** 2
                shared[topic_id] += weight * said
        return {
            topic_id: _ALIKE * score / (size * self._size[topic_id])
            for topic_id, score in scores.items()
            if shared[topic_id] >= _LEAST_SHARED
        }


def _stems(text: str, most: int) -> list[str]:
    words = _WORD.findall(fold(text[:2000]))[:most]
    return [_stem(word) for word in words if word not in _EMPTY and not (word.isdigit() or len(word) == 1)]


@lru_cache(maxsize=50_000)
def _stem(word: str) -> str:
    return str(_stemmer.stemWord(word[:40]))
