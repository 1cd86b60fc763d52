"""The button that says /mentor on somebody's own site: one drawing in several looks, small enough to be written down."""

from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Look(NamedTuple):
    """How a button is painted; without a `ground` it is whatever the page has behind it."""

    name: str
    label: str | Promise
    suits: str | Promise
    width: int
    ink: str
    accent: str
    ground: str = "none"
    edge: str = ""  # "": the mark alone, without word or frame

    @property
    def svg(self) -> str:
        """The whole picture, 32 high; it names itself to whoever can't see it."""
        head = (
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{self.width}" height="32" '
            f'viewBox="0 0 {self.width} 32" role="img" aria-label="/mentor: I offer mentoring">'
        )
        if not self.edge:
            return f"{head}{_mark(self)}</svg>"
        frame = f'<rect x=".5" y=".5" width="{self.width - 1}" height="31" rx="4" fill="{self.ground}" stroke="{self.edge}"/>'
        mark = f'<g transform="translate(6 3.2) scale(.8)">{_mark(self)}</g>'
        return f'{head}{frame}{mark}<path fill="{self.ink}" d="{_WORD}"/></svg>'


def _mark(look: Look) -> str:
    return (
        f'<path fill="{look.ink}" d="M4 29h5.5l8-18H12z"/>'
        f'<path fill="{look.accent}" d="M14.5 21H20l8-18h-5.5z"/>'
    )


# “mentor” in Literata (OFL), drawn, so that it needs no font where it is shown.
_WORD = (
    "M34.8 21.5V20.5L35.6 20.4Q35.9 20.3 35.9 20.2Q36 20 36 19.6V15.1Q36 14.5 35.9 14.3"
    "Q35.8 14.1 35.4 14L34.7 13.9L34.8 12.9L37.6 12.7L37.8 12.9L37.9 14.4H38Q38.3 13.8 38.7 13.4"
    "Q39.2 13 39.7 12.8Q40.3 12.6 40.9 12.6Q41.9 12.6 42.5 13.1Q43.2 13.5 43.4 14.4Q43.8 13.6 44.6 13.1"
    "Q45.4 12.6 46.3 12.6Q47.2 12.6 47.8 13Q48.4 13.3 48.7 14Q49 14.6 49 15.5V19.7Q49 20.1 49.1 20.2"
    "Q49.2 20.4 49.5 20.4L50.2 20.5V21.5H45.9V20.5L46.4 20.4Q46.7 20.4 46.8 20.2Q46.9 20.1 46.9 19.7"
    "V16.1Q46.9 15.3 46.7 14.9Q46.6 14.5 46.3 14.3Q46 14.1 45.5 14.1Q44.9 14.1 44.5 14.4"
    "Q44.1 14.6 43.8 15.1Q43.6 15.6 43.6 16.2V19.7Q43.6 20 43.6 20.2Q43.7 20.3 44 20.4L44.6 20.5V21.5"
    "H40.4V20.5L40.9 20.4Q41.3 20.4 41.3 20.2Q41.4 20.1 41.4 19.7V16.1Q41.4 15.3 41.3 14.9"
    "Q41.2 14.5 40.9 14.3Q40.6 14.1 40.1 14.1Q39.5 14.1 39.1 14.4Q38.7 14.6 38.4 15.1"
    "Q38.2 15.6 38.2 16.2V19.7Q38.2 20 38.2 20.2Q38.3 20.3 38.6 20.4L39.2 20.5V21.5ZM55.7 21.7"
    "Q54.3 21.7 53.4 21.2Q52.4 20.6 51.9 19.6Q51.4 18.7 51.4 17.3Q51.4 15.9 52 14.8Q52.5 13.7 53.5 13.2"
    "Q54.5 12.6 55.8 12.6Q56.8 12.6 57.6 13Q58.4 13.4 58.8 14.1Q59.2 14.8 59.2 15.7Q59.2 16.1 59.1 16.5"
    "Q59.1 17 59 17.4H53.7Q53.7 18.3 54 18.9Q54.3 19.5 54.9 19.8Q55.4 20.1 56.2 20.1"
    "Q56.9 20.1 57.5 19.9Q58.1 19.6 58.6 19.2L59.3 19.9Q58.7 20.7 57.7 21.2Q56.8 21.7 55.7 21.7Z"
    "M53.6 16.3H57.1Q57.1 16.1 57.1 15.9Q57.1 15.7 57.1 15.5Q57.1 14.6 56.7 14.1Q56.4 13.7 55.6 13.7"
    "Q55 13.7 54.6 14Q54.2 14.3 54 14.9Q53.7 15.4 53.6 16.3ZM60.7 21.5V20.5L61.5 20.4"
    "Q61.8 20.3 61.9 20.2Q61.9 20 61.9 19.6V15.1Q61.9 14.5 61.8 14.3Q61.7 14.1 61.4 14L60.6 13.9"
    "L60.7 12.9L63.5 12.7L63.7 12.9L63.8 14.4H63.9Q64.3 13.6 65.1 13.1Q65.9 12.6 66.9 12.6"
    "Q67.8 12.6 68.5 12.9Q69.1 13.3 69.4 13.9Q69.7 14.6 69.7 15.5V19.7Q69.7 20.1 69.8 20.2"
    "Q69.9 20.4 70.2 20.4L70.9 20.5V21.5H66.5V20.5L67.1 20.4Q67.4 20.4 67.5 20.2Q67.6 20.1 67.6 19.7"
    "V16.1Q67.6 15.4 67.4 14.9Q67.3 14.5 67 14.3Q66.6 14.1 66.1 14.1Q65.5 14.1 65 14.4"
    "Q64.6 14.6 64.3 15.1Q64.1 15.6 64.1 16.3V19.7Q64.1 20 64.1 20.2Q64.2 20.3 64.5 20.4L65.2 20.5V21.5"
    "ZM75.7 21.7Q74.9 21.7 74.3 21.5Q73.8 21.2 73.5 20.6Q73.2 20 73.2 19.2V14.1H72V13Q72.6 13 73 12.6"
    "Q73.5 12.3 73.7 11.7Q73.9 11 74 10L75.1 9.9L75.4 10V12.8H77.9V14.1H75.4V18.9Q75.4 19.5 75.6 19.9"
    "Q75.9 20.2 76.5 20.2Q76.9 20.2 77.3 20.1Q77.6 20 78 19.7L78.5 20.5Q77.9 21.1 77.2 21.4"
    "Q76.5 21.7 75.7 21.7ZM83.6 21.7Q82.3 21.7 81.3 21.2Q80.3 20.7 79.8 19.7Q79.3 18.7 79.3 17.3"
    "Q79.3 15.8 79.8 14.8Q80.4 13.7 81.4 13.2Q82.5 12.6 83.9 12.6Q85.2 12.6 86.1 13.1"
    "Q87.1 13.6 87.6 14.6Q88.1 15.6 88.1 17Q88.1 18.4 87.6 19.5Q87 20.6 86 21.2Q85 21.7 83.6 21.7Z"
    "M83.8 20.5Q84.5 20.5 85 20.1Q85.4 19.8 85.6 19.1Q85.8 18.4 85.8 17.3Q85.8 16.4 85.7 15.8"
    "Q85.5 15.1 85.2 14.7Q85 14.3 84.5 14Q84.1 13.8 83.6 13.8Q83 13.8 82.5 14.1Q82 14.5 81.8 15.1"
    "Q81.5 15.8 81.5 16.8Q81.5 18 81.8 18.8Q82.1 19.6 82.6 20.1Q83.1 20.5 83.8 20.5ZM89.7 21.5V20.5"
    "L90.4 20.4Q90.7 20.3 90.8 20.2Q90.9 20 90.9 19.5V15.1Q90.9 14.5 90.8 14.3Q90.7 14.1 90.3 14.1"
    "L89.5 14L89.6 12.9L92.4 12.7L92.6 12.9L92.8 14.4H92.8Q93.3 13.5 94 13.1Q94.6 12.6 95.4 12.6"
    "Q96.3 12.6 96.8 13.1Q97.3 13.5 97.3 14.3Q97.3 14.8 97.2 15.2Q97 15.5 96.7 15.7Q96.4 15.9 96 15.9"
    "Q95.5 15.9 95.2 15.6Q94.9 15.4 94.9 15Q94.9 14.9 94.9 14.8Q95 14.6 95 14.5Q95.1 14.3 95.2 14"
    "Q94.8 13.9 94.4 14Q94.1 14.1 93.7 14.5Q93.4 14.8 93.2 15.3Q93 15.8 93 16.3V19.6Q93 20 93.1 20.1"
    "Q93.2 20.3 93.5 20.3L94.8 20.5V21.5Z"
)

# The colours are the identity's own (tokens.css); a picture on another site can't read them there. What stands on any
# ground has inks between: at least 3:1 on white and on black.
LOOKS = {
    look.name: look
    for look in (
        Look("light", _("Light"), _("for light pages"), 109, "#241a20", "#7a1d54", "#ffffff", "#7a1d54"),
        Look("dark", _("Dark"), _("for dark pages"), 109, "#ece5e8", "#e2abc8", "#191518", "#e2abc8"),
        Look("outline", _("Outline"), _("on any ground"), 109, "#85787f", "#b8558b", "none", "#85787f"),
        Look("mark", _("Mark alone"), _("beside other small signs"), 32, "#85787f", "#b8558b"),
    )
}
