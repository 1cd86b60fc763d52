"""Which characters and how much of them we take in."""

import re

MAX_SOURCE = 100_000
"""Bytes of Markdown in one text; 1 s of rendering at the very worst."""

MAX_IMPORTED = 1_000_000
"""Bytes of HTML in one imported text."""

# NUL and the other controls that XML refuses; lone surrogates, which no encoder takes; embeddings, overrides and
# isolates, which can make a line read as another one (CVE-2021-42574); non-characters, which we use as markers.
_UNWANTED = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\u202a-\u202e\u2066-\u2069\ufdd0-\ufdef\ufffe\uffff]"
)


class TooLong(ValueError):
    """The text is longer than we take. `sentence` says so to a person."""

    def __init__(self, length: int, limit: int) -> None:
        self.sentence = f"This text is too long: {length:,} bytes, where {limit:,} are possible."
        super().__init__(self.sentence)


def tidy(text: str) -> str:
    r"""Return `text` without characters that break encoders or deceive readers; line ends become `\\n`."""
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return _UNWANTED.sub("", text)


def bounded(text: str, limit: int) -> str:
    """Return `text` tidied; raise `TooLong` when it has more than `limit` bytes in UTF-8."""
    length = len(text)
    if length * 4 > limit:
        length = len(text.encode("utf-8", "surrogatepass"))
    if length > limit:
        raise TooLong(length, limit)
    return tidy(text)
