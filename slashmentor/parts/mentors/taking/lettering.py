"""Setting text in a picture: in our fonts, and for scripts that those haven't got in one of the host's."""

import shutil
import subprocess
import unicodedata
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import NamedTuple

from fontTools.ttLib import TTFont
from PIL import ImageDraw, ImageFont, features

_OURS = files("slashmentor.base.pages").joinpath("static", "pages", "fonts")
_PARTS = ("", "-rest", "-near", "-far")
_JOINED = {"R", "AL"}  # right to left
_SHAPES = features.check("raqm")  # without it letters of Arabic stand alone, from left to right


class Style(NamedTuple):
    """Which of our fonts, how large, how heavy."""

    family: str  # "literata", "public-sans"
    size: int
    weight: int


class Line(NamedTuple):
    """Text that can be set: pieces, each with its font, and how wide it is."""

    pieces: list[tuple[str, ImageFont.FreeTypeFont]]
    width: float
    from_right: bool

    def draw(self, on: ImageDraw.ImageDraw, left: float, right: float, base: float, ink: str) -> None:
        """On this base line, at the side where its script begins."""
        at = right - self.width if self.from_right else left
        for text, font in self.pieces:
            on.text((at, base), text, font=font, fill=ink, anchor="ls")
            at += font.getlength(text)


def set_text(text: str, style: Style, *, width: float, lines: int) -> list[Line]:
    """The text in at most so many lines of at most that width; what doesn't fit ends in “…”.

    [] where no font at hand has its letters: better no text than boxes.
    """
    text = _without_signs(text)
    faces = _faces(text, style)
    if not text or not faces:
        return []
    from_right = is_from_right(text)
    out: list[str] = []
    rest = text
    while rest and len(out) < lines:
        line, rest = _first_line(rest, faces, width)
        out.append(line)
    if rest:
        while out[-1] and _width(f"{out[-1]}…", faces) > width:
            out[-1] = out[-1][:-1]
        out[-1] = f"{out[-1].rstrip(' ,;:.–—-')}…"
    return [Line(_pieces(line, faces), _width(line, faces), from_right) for line in out]


def is_from_right(text: str) -> bool:
    """Whether its first letter is of a script that runs from right to left."""
    strong = (kind for kind in map(unicodedata.bidirectional, text) if kind in {"L", *_JOINED})
    return next(strong, "L") in _JOINED


class _Face(NamedTuple):
    letters: frozenset[int]
    font: ImageFont.FreeTypeFont


def _without_signs(text: str) -> str:
    """In one line, without pictures among the letters: fonts of those are of one size."""
    kept = (letter for letter in text if ord(letter) < 0x1F000 or unicodedata.category(letter)[0] == "L")
    return " ".join("".join(kept).replace("\ufe0f", "").split())


def _faces(text: str, style: Style) -> list[_Face]:
    """Fonts that together have every letter of it; [] when there are none."""
    ours = [_ours(style.family, part, style.size, style.weight) for part in _PARTS]
    missing = {ord(letter) for letter in text} - frozenset().union(*(face.letters for face in ours)) - {32}
    if not missing:
        return ours
    joined = any(unicodedata.bidirectional(letter) in _JOINED for letter in text)
    if joined and not _SHAPES:
        return []
    # What runs from right to left stays in one piece, so that the parts of a line keep their order.
    wanted = {ord(letter) for letter in text} - {32} if joined else missing
    found = _theirs(frozenset(wanted), style.size)
    if found is None:
        return []
    return [found] if joined else [*ours, found]


@lru_cache(maxsize=128)
def _ours(family: str, part: str, size: int, weight: int) -> _Face:
    path = str(_OURS.joinpath(f"{family}{part}.woff2"))
    font = ImageFont.truetype(path, size)
    font.set_variation_by_axes([weight])
    return _Face(_letters_of(path), font)


@lru_cache(maxsize=256)
def _theirs(wanted: frozenset[int], size: int) -> _Face | None:
    """A font of the host that has all of these, as fontconfig knows it."""
    program = shutil.which("fc-match")
    if program is None:
        return None
    charset = " ".join(f"{letter:x}" for letter in sorted(wanted)[:200])
    try:
        asked = subprocess.run(  # noqa: S603 - hexadecimal numbers only
            [program, "--format=%{file}", f"sans:scalable=true:color=false:charset={charset}"],
            capture_output=True,
            timeout=5,
            check=True,
        )
        path = asked.stdout.decode()
        letters = _letters_of(path)
        return _Face(letters, ImageFont.truetype(path, size)) if wanted <= letters else None
    except (subprocess.SubprocessError, OSError, ValueError):
        return None


@lru_cache(maxsize=64)
def _letters_of(path: str) -> frozenset[int]:
    with Path(path).open("rb") as file:
        start = file.read(4)
    with TTFont(path, fontNumber=0 if start == b"ttcf" else -1, lazy=True) as font:
        return frozenset(font.getBestCmap() or ())


def _first_line(text: str, faces: list[_Face], width: float) -> tuple[str, str]:
    """As much of the text as a line holds, broken between words if it can be, and the rest."""
    if _width(text, faces) <= width:
        return text, ""
    least, most = 1, len(text)
    while most - least > 1:
        middle = (least + most) // 2
        least, most = (middle, most) if _width(text[:middle], faces) <= width else (least, middle)
    space = text.rfind(" ", 0, least + 1)
    cut = space if space > 0 else least
    return text[:cut].rstrip(), text[cut:].lstrip()


def _width(text: str, faces: list[_Face]) -> float:
    return sum(font.getlength(piece) for piece, font in _pieces(text, faces))


def _pieces(text: str, faces: list[_Face]) -> list[tuple[str, ImageFont.FreeTypeFont]]:
    out: list[tuple[str, ImageFont.FreeTypeFont]] = []
    for letter in text:
        font = next((face.font for face in faces if ord(letter) in face.letters), faces[0].font)
        if out and out[-1][1] is font:
            out[-1] = (out[-1][0] + letter, font)
        else:
            out.append((letter, font))
    return out
