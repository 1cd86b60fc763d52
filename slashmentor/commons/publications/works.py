"""A work as it was read somewhere, before it is anybody's; and what makes two of them the same."""

import hashlib
import html
import re
from dataclasses import dataclass, field, replace

from slashmentor.base.text.characters import tidy
from slashmentor.base.text.fold import fold

from .models import Kind

MOST_AUTHORS = 30
MOST_KEYWORDS = 40
FIRST_YEAR, LAST_YEAR = 1450, 2100

_TAG = re.compile(r"</?[A-Za-z][A-Za-z:]{0,15}(?:\s[^<>]{0,200})?/?>")
_YEAR = re.compile(r"(?<!\d)(1[4-9]\d\d|20\d\d|2100)(?!\d)")
_APART = re.compile(r"[\W_]+")


@dataclass
class Work:
    """What is known of it; `line` is where it stood. At least a title or a DOI, once it is `complete`."""

    line: int
    title: str = ""
    authors: list[str] = field(default_factory=list)
    more_authors: int = 0
    year: int | None = None
    venue: str = ""
    kind: str = Kind.OTHER
    doi: str = ""
    url: str = ""
    keywords: list[str] = field(default_factory=list)
    shown: bool = True


@dataclass(frozen=True)
class Problem:
    """Something that could not be taken: where it stood, how it began, and why in a sentence."""

    line: int
    text: str
    why: str


@dataclass
class Read:
    """All of a file: every entry of it is one of `works` or one of `problems`."""

    works: list[Work] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    def refuse(self, line: int, text: str, why: str) -> None:
        self.problems.append(Problem(line, one_line(text, 200), why))


def complete(work: Work) -> Work:
    """The same work in the lengths and characters that are kept."""
    return replace(
        work,
        title=one_line(work.title, 500),
        authors=[name for one in work.authors[:MOST_AUTHORS] if (name := one_line(one, 120))],
        more_authors=work.more_authors + max(0, len(work.authors) - MOST_AUTHORS),
        venue=one_line(work.venue, 300),
        url=web_address(work.url),
        keywords=[word for one in work.keywords[:MOST_KEYWORDS] if (word := one_line(one, 100))],
    )


def one_line(text: str, length: int) -> str:
    """Plain words on one line, without marks of HTML, cut at a length."""
    if "<" in text or "&" in text:
        text = html.unescape(_TAG.sub("", text))
    line = " ".join(tidy(text[: length * 8]).split())
    return line if len(line) <= length else line[: length - 1].rstrip() + "…"


def web_address(text: str) -> str:
    """An address of the web, or "": nothing else may become a link."""
    address = text.strip()
    is_one = re.match(r"https?://[^\s/]", address, re.IGNORECASE)
    return address if is_one and len(address) <= 500 and " " not in address else ""


def year_in(text: str) -> int | None:
    """The first year that a date names: 2019, "May 2019", "2019-05", "in press" has none."""
    found = _YEAR.search(text)
    return int(found[1]) if found and FIRST_YEAR <= int(found[1]) <= LAST_YEAR else None


def key_of(doi: str, title: str, year: int | None) -> str:
    """What is the same for the same work: its DOI, else its folded title with the year."""
    return (
        f"doi:{doi}"
        if doi
        else f"title:{hashlib.sha256(folded(title).encode()).hexdigest()[:40]}:{year or ''}"
    )


def folded(title: str) -> str:
    """A title without case, accents and signs; one of signs alone is told apart by them."""
    return _APART.sub(" ", fold(title)).strip() or title
