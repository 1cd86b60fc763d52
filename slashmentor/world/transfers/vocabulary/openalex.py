"""OpenAlex's topics as they publish them: one CSV row a topic, with its subfield, field and domain."""

import csv
import io
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import IO

from slashmentor.base.errors import ForPeople
from slashmentor.base.text.characters import tidy
from slashmentor.commons.topics.actions import Term
from slashmentor.commons.topics.actions.names import name_for

from .shipped import same_as

NAME = "openalex"
LINE_AT_MOST = 100_000  # characters; a real one has 2,000
KEYWORDS_AT_MOST = 30
_LEVELS = ("domain", "field", "subfield", "topic")
_NUMBER = re.compile(r"(\d{1,12})/?\Z")  # 31, T10001, https://openalex.org/fields/31
_SENTENCE = re.compile(r"(?<=[.!?])\s")


class NotAVocabulary(ForPeople):
    """The file can't be brought in; `sentence` says why."""


class File:
    """A file of OpenAlex's topics, read row by row. What can't be taken is counted in `left_out` by its reason."""

    def __init__(self, path: Path) -> None:
        self.left_out: Counter[str] = Counter()
        self.rows = 0
        self._path = path
        self._met: set[str] = set()
        self._read: Callable[[], int] = lambda: 0

    @property
    def share(self) -> float:
        """How much of it was read, by its bytes."""
        return min(self._read() / max(self._path.stat().st_size, 1), 1)

    def terms(self) -> Iterator[Term]:
        """Each domain, field, subfield and topic, at its first row, what is broader first. Raises NotAVocabulary."""
        try:
            with self._path.open("rb") as raw, io.TextIOWrapper(raw, "utf-8-sig", newline="") as file:
                self._read = raw.tell
                reader = csv.DictReader(_lines(file, self._path))
                named = _columns(reader.fieldnames or (), self._path)
                for row in reader:
                    self.rows += 1
                    yield from self._terms_of({name: row[column] or "" for name, column in named.items()})
                self._read = lambda: self._path.stat().st_size
        except UnicodeDecodeError as error:
            raise NotAVocabulary(
                f"{self._path} isn’t text in UTF-8, so it isn’t OpenAlex’s table of topics."
            ) from error
        except csv.Error as error:
            raise NotAVocabulary(f"{self._path} can’t be read after row {self.rows}: {error}.") from error
        except OSError as error:
            raise NotAVocabulary(f"{self._path} can’t be read: {error.strerror or error}.") from error

    def _terms_of(self, row: dict[str, str]) -> Iterator[Term]:
        broader = ""
        for level in _LEVELS:
            number = _NUMBER.search(row[f"{level}_id"].strip())
            label = " ".join(tidy(row[f"{level}_name"]).split())[:160]
            if number is None or not name_for(label):
                self.left_out[
                    "rows without a number or a name" if level == "topic" else f"rows without a {level}"
                ] += 1
                return
            place = f"{level}/{int(number[1])}"
            origin = f"{NAME}:{place}"
            if origin not in self._met:
                self._met.add(origin)
                yield _term(place, label, row, broader)
            elif level == "topic":
                self.left_out["rows of a topic that came before"] += 1
            broader = origin


def _term(place: str, label: str, row: dict[str, str], broader: str) -> Term:
    is_topic = place.startswith("topic/")
    # A subfield such as Physiology is in two fields, and a topic had another name before.
    other = row.get("old_name", "") if is_topic else f"{label} {row['field_name']}"
    names = [same_as().get(place, ""), name_for(label), name_for(tidy(other))]
    return Term(
        f"{NAME}:{place}",
        [name for name in dict.fromkeys(names) if name],
        label,
        _summary(row.get("summary", "")) if is_topic else "",
        _keywords(row.get("keywords", "")) if is_topic else (),
        broader,
    )


def _keywords(text: str) -> list[str]:
    found = (" ".join(tidy(word).split())[:80] for word in text.split(";"))
    return [word for word in dict.fromkeys(found) if word][:KEYWORDS_AT_MOST]


def _summary(text: str) -> str:
    """Its first sentence, about the research and not about the papers that the topic was made of."""
    text = _SENTENCE.split(" ".join(tidy(text[:2000]).split()), maxsplit=1)[0]
    text = re.sub(r"^This cluster of papers\b", "Research that", text)
    return text if len(text) <= 300 else text[:299].rpartition(" ")[0].rstrip(",;") + "…"


def _columns(given: Iterable[str], path: Path) -> dict[str, str]:
    """What is read, and the column that it stands in: older tables have `new_topic_label` for `topic_name`."""
    here = {name.strip().lower(): name for name in given if name}
    wanted = {name: name for level in _LEVELS for name in (f"{level}_id", f"{level}_name")}
    wanted["topic_name"] = "topic_name" if "topic_name" in here else "new_topic_label"
    missing = [column for column in wanted.values() if column not in here]
    if missing:
        raise NotAVocabulary(
            f"{path} isn’t OpenAlex’s table of topics: its first line has no column {', '.join(missing)}."
        )
    wanted |= {"keywords": "keywords", "summary": "summary", "old_name": "old_topic_label"}
    return {name: here[column] for name, column in wanted.items() if column in here}


def _lines(file: IO[str], path: Path) -> Iterator[str]:
    """Its lines, none of which may fill the memory."""
    while line := file.readline(LINE_AT_MOST):
        if len(line) == LINE_AT_MOST:
            raise NotAVocabulary(
                f"{path} has a line of more than {LINE_AT_MOST:,} characters, so it isn’t a table of topics."
            )
        yield line
