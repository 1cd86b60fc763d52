"""A card to share: a picture of 1200 by 630, as other sites show it beside a link."""

import io
from threading import Lock

from django.conf import settings
from PIL import Image, ImageDraw

from ..queries.page import MentorPage
from ..room import room
from ..words import State
from .lettering import Line, Style, set_text
from .pictures import portrait

WIDTH, HEIGHT = 1200, 630
_PAPER, _INK, _QUIET, _ACCENT, _HAIR = "#faf9f8", "#241a20", "#564a51", "#7a1d54", "#ded8db"
_EDGE, _FACE = 76, 196
# The two strokes of the mark (logo.svg), on a field of 32.
_STROKES = (
    (_INK, ((4, 29), (9.5, 29), (17.5, 11), (12, 11))),
    (_ACCENT, ((14.5, 21), (20, 21), (28, 3), (22.5, 3))),
)
_drawing = Lock()  # fonts are not for two at once


def card(page: MentorPage) -> bytes:
    """The PNG: who, what they offer in the first lines, whether there is room, where."""
    with _drawing:
        image = Image.new("RGB", (WIDTH, HEIGHT), _PAPER)
        _Card(image, page).draw()
        out = io.BytesIO()
        image.quantize(128, dither=Image.Dither.NONE).save(out, "PNG", optimize=True)
        return out.getvalue()


class _Card:
    def __init__(self, image: Image.Image, page: MentorPage) -> None:
        self.image, self.page = image, page
        self.on = ImageDraw.Draw(image)

    def draw(self) -> None:
        face = portrait(self.page.member.picture, _FACE)
        right = WIDTH - _EDGE - (_FACE + 48 if face else 200)
        if face is not None:
            self._round(face)
        else:
            self._mark(WIDTH - _EDGE - 152, _EDGE - 22, 5.2)
        base = self._who(right)
        self._lede(base)
        self._foot()

    def _who(self, right: float) -> float:
        """Name and what they do; returns where the next may begin."""
        member = self.page.member
        name = self._name(right - _EDGE) or set_text(
            f"@{member.handle}", Style("literata", 68, 560), width=right - _EDGE, lines=1
        )
        base = _EDGE + 78.0
        for line in name:
            line.draw(self.on, _EDGE, right, base, _INK)
            base += 74
        base -= 22
        small = Style("public-sans", 28, 420)
        lines = 1 if len(name) > 1 else 2
        for line in set_text(self.page.line, small, width=right - _EDGE, lines=lines):
            line.draw(self.on, _EDGE, right, base, _QUIET)
            base += 38
        return max(base, _EDGE + _FACE + 6.0)

    def _name(self, width: float) -> list[Line]:
        """As large as it fits in a line, else in two."""
        text = self.page.member.shown_name
        for size in (78, 68, 60):
            line = set_text(text, Style("literata", size, 560), width=width, lines=2)
            if len(line) < 2:
                return line
        return set_text(text, Style("literata", 56, 560), width=width, lines=2)

    def _lede(self, base: float) -> None:
        """In as many lines as there is room for, smaller when it is long."""
        width = WIDTH - 2 * _EDGE
        bottom = HEIGHT - 138
        for size, step in ((42, 58), (36, 50), (32, 45)):
            most = int((bottom - base) // step)
            lines = set_text(self.page.offer.lede, Style("literata", size, 420), width=width, lines=most)
            if not lines or not _cut(lines):
                break
        at = base + step * 0.9
        for line in lines:
            line.draw(self.on, _EDGE, WIDTH - _EDGE, at, _INK)
            at += step
        if at <= bottom - 8:
            self._topics(min(at + 14, bottom - 8))

    def _topics(self, base: float) -> None:
        """As many as a line holds, each after its stroke."""
        style, at = Style("public-sans", 28, 420), float(_EDGE)
        for name in self.page.topics:
            stroke, word = (set_text(text, style, width=WIDTH - 2 * _EDGE, lines=1) for text in ("/", name))
            if not word or at + stroke[0].width + word[0].width > WIDTH - _EDGE:
                continue
            stroke[0].draw(self.on, at, 0, base, _ACCENT)
            end = at + stroke[0].width + 2 + word[0].width
            word[0].draw(self.on, at + stroke[0].width + 2, end, base, _QUIET)
            at = end + 28

    def _foot(self) -> None:
        page = self.page
        top = HEIGHT - 116
        self.on.line((_EDGE, top, WIDTH - _EDGE, top), fill=_HAIR, width=2)
        left = float(_EDGE)
        if page.state == State.OPEN:
            left = self._tally(left, top + 32, page.offer.free, page.offer.places) + 18
        says = room(page.offer, today=page.today)
        address = page.address.partition("://")[2]
        small = Style("public-sans", 28, 500)
        where = set_text(address, Style("public-sans", 28, 420), width=560, lines=1) or set_text(
            settings.SITE_NAME, small, width=560, lines=1
        )
        end = WIDTH - _EDGE - (where[0].width if where else 0)
        for line in set_text(says, small, width=end - left - 32, lines=1):
            line.draw(self.on, left, end - 32, top + 58, _INK)
        for line in where:
            line.draw(self.on, end, WIDTH - _EDGE, top + 58, _ACCENT)

    def _tally(self, left: float, top: float, filled: int, places: int) -> float:
        """A stroke for each place, the open ones filled; returns where it ends."""
        image = Image.new("L", (4 * (places * 20 + 20), 4 * 32))
        hollow = ImageDraw.Draw(image)
        for place in range(places):
            x = 4 * (place * 20)
            shape = [(x + 8, 120), (x + 30, 120), (x + 66, 8), (x + 44, 8)]
            hollow.polygon(shape, fill=255 if place < filled else 0, outline=255, width=6)
        image = image.resize((image.width // 4, image.height // 4), Image.Resampling.LANCZOS)
        self.image.paste(_ACCENT, (int(left), int(top)), image)
        return left + places * 20

    def _mark(self, left: float, top: float, scale: float) -> None:
        for ink, points in _STROKES:
            size = int(32 * scale)
            shape = Image.new("L", (4 * size, 4 * size))
            ImageDraw.Draw(shape).polygon([(4 * scale * x, 4 * scale * y) for x, y in points], fill=255)
            shape = shape.resize((size, size), Image.Resampling.LANCZOS)
            self.image.paste(ink, (int(left), int(top)), shape)

    def _round(self, face: Image.Image) -> None:
        circle = Image.new("L", (4 * _FACE, 4 * _FACE))
        ImageDraw.Draw(circle).ellipse((0, 0, 4 * _FACE - 1, 4 * _FACE - 1), fill=255)
        circle = circle.resize((_FACE, _FACE), Image.Resampling.LANCZOS)
        self.image.paste(face, (WIDTH - _EDGE - _FACE, _EDGE - 8), circle)


def _cut(lines: list[Line]) -> bool:
    return bool(lines) and lines[-1].pieces[-1][0].endswith("…")
