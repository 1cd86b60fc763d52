"""What changed between two versions of a text, for people."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

from markupsafe import Markup, escape

Kind = Literal["same", "removed", "added"]


@dataclass(frozen=True, slots=True)
class Piece:
    """Some words that stayed, went or came."""

    kind: Kind
    text: str


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph, or several that became others. The pieces of all passages without those added are the old
    text to the letter, without those removed the new one.
    """

    pieces: tuple[Piece, ...]

    @property
    def changed(self) -> bool:
        """Whether anything else than the blank lines after it is different."""
        return any(piece.kind != "same" and piece.text.strip("\n") for piece in self.pieces)


# Comparisons that difflib may begin with: about 0.1 s. More, and we compare more coarsely.
_WORK = 300_000
_PARAGRAPH = re.compile(r".+?(?:\n[^\S\n]*(?=\n)\n+|\Z)", re.DOTALL)
_LINE = re.compile(r"[^\n]*\n|[^\n]+")
_WORD = re.compile(r"\w+\s*|[^\w\s]\s*|\s+")


def readable_diff(old: str, new: str) -> list[Passage]:
    """Return the passages of both texts in order: paragraphs that stayed, and word by word those that changed.

    A text too large for that is compared line by line, and what is still too much counts as rewritten.
    """
    befores, afters = _PARAGRAPH.findall(old), _PARAGRAPH.findall(new)
    passages: list[Passage] = []
    # The last paragraph has no blank line after it: what it says is compared, so that another one can follow it.
    for same, before, after in _runs([_said(one) for one in befores], [_said(one) for one in afters]):
        were, befores = befores[: len(before)], befores[len(before) :]
        are, afters = afters[: len(after)], afters[len(after) :]
        if same:
            passages += (Passage(tuple(_kept(*both))) for both in zip(were, are, strict=True))
        else:
            passages.append(Passage(tuple(_words("".join(were), "".join(are)))))
    return passages


def render_diff(old: str, new: str) -> Markup:
    """Return the difference as HTML: a <p> for each passage, <del> and <ins> in it. Line breaks are kept as they
    are in the texts: show it with `white-space: pre-wrap`.
    """
    return Markup("").join(
        Markup('<p class="{}">{}</p>\n').format("changed" if passage.changed else "same", _marked_up(passage))
        for passage in readable_diff(old, new)
    )


def render_sides(old: str, new: str, *, before: str, after: str) -> Markup:
    """Return both texts side by side as a <table>, a row for each passage; `before` and `after` head the columns.

    A passage that stayed stands on both sides; the second time it is nothing new to a reader who listens, nor where
    there is one column only. Class `sides` shows it.
    """
    rows = Markup("").join(
        Markup('<tr class="changed"><td>{}</td><td>{}</td></tr>\n').format(
            _marked_up(_ended(passage, "added")), _marked_up(_ended(passage, "removed"))
        )
        if passage.changed
        else Markup('<tr class="same"><td>{0}</td><td aria-hidden="true">{0}</td></tr>\n').format(
            _marked_up(_ended(passage, None))
        )
        for passage in readable_diff(old, new)
    )
    return Markup(
        '<table class="sides"><thead><tr><th scope="col">{}</th><th scope="col">{}</th></tr></thead>'
        "<tbody>{}</tbody></table>"
    ).format(before, after, rows)


def render_changes(old: Sequence[str], new: Sequence[str]) -> Markup:
    """Return what became of a few names as HTML: those that stayed or went in their order, then those that came."""
    gone = Markup(" ").join(
        escape(name) if name in new else Markup("<del>{}</del>").format(name) for name in old
    )
    come = [Markup("<ins>{}</ins>").format(name) for name in new if name not in old]
    return Markup(" ").join([*([gone] if old else []), *come])


def _ended(passage: Passage, without: Kind | None) -> Passage:
    """One side of a passage, without the blank lines at its end: its place in a table parts it from the next."""
    pieces = [piece for piece in passage.pieces if piece.kind != without]
    while pieces and not pieces[-1].text.rstrip("\n"):
        pieces.pop()
    if pieces:
        pieces[-1] = Piece(pieces[-1].kind, pieces[-1].text.rstrip("\n"))
    return Passage(tuple(pieces))


def _marked_up(passage: Passage) -> Markup:
    parts, before = [], ""
    for piece in passage.pieces:
        if piece.kind == "removed":
            parts.append(Markup("<del>{}</del>").format(piece.text))
        elif piece.kind == "added":
            # Class `instead` parts it from what it replaces: often there was no space between them.
            instead = Markup(' class="instead"') if before == "removed" else ""
            parts.append(Markup("<ins{}>{}</ins>").format(instead, piece.text))
        else:
            parts.append(escape(piece.text))
        before = piece.kind
    return Markup("").join(parts)


def _said(paragraph: str) -> str:
    return paragraph.rstrip("\n")


def _kept(old: str, new: str) -> Iterator[Piece]:
    """Return the pieces of a paragraph that says the same as before, whatever blank lines follow it."""
    if old == new:
        yield Piece("same", old)
        return
    said = _said(old)
    if said:
        yield Piece("same", said)
    if old != said:
        yield Piece("removed", old[len(said) :])
    if new != said:
        yield Piece("added", new[len(said) :])


def _words(old: str, new: str) -> Iterator[Piece]:
    """Return the pieces of a changed passage, by words; by lines when those are too many."""
    for pattern in (_WORD, _LINE):
        before, after = pattern.findall(old), pattern.findall(new)
        if pattern is _LINE or _work(before, after) <= _WORK:
            break
    for same, removed, added in _runs(before, after):
        if same:
            yield Piece("same", "".join(removed))
            continue
        if removed:
            yield Piece("removed", "".join(removed))
        if added:
            yield Piece("added", "".join(added))


def _runs(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[bool, Sequence[str], Sequence[str]]]:
    """Yield (the same?, from the old, from the new) runs in order."""
    start = _common(old, new)
    end = _common(old[start:][::-1], new[start:][::-1])
    before, after = old[start : len(old) - end], new[start : len(new) - end]
    if start:
        yield True, old[:start], new[:start]
    if _work(before, after) <= _WORK:
        for tag, i, j, k, m in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
            yield tag == "equal", before[i:j], after[k:m]
    elif before or after:
        yield False, before, after
    if end:
        yield True, old[len(old) - end :], new[len(new) - end :]


def _common(old: Sequence[str], new: Sequence[str]) -> int:
    """Return how many items both have in common at the start: an edit is mostly small, and this is linear."""
    count = 0
    for one, other in zip(old, new, strict=False):
        if one != other:
            break
        count += 1
    return count


def _work(old: Sequence[str], new: Sequence[str]) -> int:
    """Return how many pairs of equal items there are, which is what difflib's time grows with."""
    there = Counter(new)
    return sum(count * there[item] for item, count in Counter(old).items())
