"""The look of a community: an ink of its own, held against the paper in light and dark, and a sign.

One colour is given: the ink in the light. The others follow from it, so that nobody has to choose six: lighter in the
dark, the filled button, what is hovered, the wash. design.md has the ratios that must hold.
"""

import re
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

# tokens.css: the grounds that ink stands on.
LIGHT_GROUNDS = ("#faf9f8", "#f1eff0", "#ffffff")
DARK_GROUNDS = ("#191518", "#221d21", "#272126")
WHITE, BLACK = "#ffffff", "#000000"
TEXT, ON_FILL, FILL = 5.2, 5.9, 3.0  # design.md, "Accessibility"

# Signs that may stand beside a name (lucide, in icons.svg), with the word that a chooser reads.
SIGNS: dict[str, str | Promise] = {
    "lightbulb": _("a light bulb"),
    "globe": _("a globe"),
    "hash": _("a hash"),
    "code": _("code"),
    "file-text": _("a written page"),
    "languages": _("languages"),
    "history": _("a clock turned back"),
    "archive": _("an archive"),
    "map-pin": _("a pin on a map"),
    "flame": _("a flame"),
    "sun": _("the sun"),
    "moon": _("the moon"),
    "star": _("a star"),
    "heart": _("a heart"),
    "users": _("people"),
    "message-circle": _("a speech bubble"),
    "shield": _("a shield"),
    "key": _("a key"),
}

_HEX = re.compile(r"#[0-9a-f]{6}", re.ASCII)


@dataclass(frozen=True)
class Look:
    """The inks of a community, each for the light and the dark."""

    accent: tuple[str, str]
    accent_hi: tuple[str, str]
    fill: tuple[str, str]
    fill_hi: tuple[str, str]
    wash: tuple[str, str]

    def css(self) -> str:
        """As a stylesheet that changes the tokens."""
        lines = "".join(
            f"--{name.replace('_', '-')}:light-dark({light},{dark});"
            for name, (light, dark) in vars(self).items()
        )
        return f"@layer tokens{{:root{{{lines}}}}}\n"


def is_colour(text: str) -> bool:
    """Whether it is a colour as browsers' colour fields send it: #7a1d54."""
    return _HEX.fullmatch(text) is not None


def holds(accent: str) -> bool:
    """Whether the ink can be read on every light ground, its own wash too, and white can be read on it."""
    grounds = (*LIGHT_GROUNDS, _mixed(LIGHT_GROUNDS[0], accent, 0.08))
    return min(contrast(accent, ground) for ground in grounds) >= TEXT and contrast(WHITE, accent) >= ON_FILL


def look_of(accent: str) -> Look:
    """Everything that follows from an ink that holds."""
    dark_wash = _mixed(DARK_GROUNDS[0], accent, 0.25)
    dark = _lightened(accent, (*DARK_GROUNDS, dark_wash))
    dark_fill = _filled(accent)
    return Look(
        accent=(accent, dark),
        accent_hi=(_mixed(accent, BLACK, 0.25), _mixed(dark, WHITE, 0.35)),
        fill=(accent, dark_fill),
        fill_hi=(_mixed(accent, BLACK, 0.25), _mixed(dark_fill, BLACK, 0.12)),
        wash=(_mixed(LIGHT_GROUNDS[0], accent, 0.08), dark_wash),
    )


def contrast(one: str, other: str) -> float:
    """The ratio of WCAG 2 between two colours, from 1 to 21."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def _lightened(colour: str, grounds: tuple[str, ...]) -> str:
    """The colour with as much white as it takes to be read on dark grounds, a little more for comfort."""
    for step in range(101):
        made = _mixed(colour, WHITE, step / 100)
        if min(contrast(made, ground) for ground in grounds) >= TEXT + 1:
            return made
    return WHITE


def _filled(colour: str) -> str:
    """The button in the dark: the lightest tone on which white can be read, so that the button is seen on the page."""
    made = colour
    for step in range(1, 1001):
        lighter = _mixed(colour, WHITE, step / 1000)
        if contrast(WHITE, lighter) < ON_FILL:
            break
        made = lighter
    return made


def _mixed(one: str, other: str, share: float) -> str:
    """The first colour with a share of the other in it."""
    pairs = zip(_channels(one), _channels(other), strict=True)
    return "#" + "".join(f"{round(a + (b - a) * share):02x}" for a, b in pairs)


def _channels(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def _luminance(colour: str) -> float:
    red, green, blue = (
        part / 12.92 if (part := value / 255) <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for value in _channels(colour)
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
