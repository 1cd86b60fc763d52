"""Bytes of a file to text, whichever machine wrote it."""

import codecs
import re

from django.utils.translation import gettext as _

from slashmentor.base.errors import Invalid
from slashmentor.base.text.characters import tidy

MOST_BYTES = 10_000_000

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# What JabRef writes first: "% Encoding: Cp1252".
_SAID = re.compile(rb"^%\s*Encoding:\s*([A-Za-z0-9_-]{2,20})", re.IGNORECASE)


def decoded(content: bytes) -> str:
    """The text of a file: UTF-8, else what it says or its mark says, else Windows' own Latin. Raises Invalid (too large).

    Lines end with one sign only, and what breaks encoders or deceives readers is left out.
    """
    if len(content) > MOST_BYTES:
        raise Invalid(_("That file is larger than 10 MB. Please bring it in parts."))
    return tidy(_text(content))


def _text(content: bytes) -> str:
    for mark, name in _BOMS:
        if content.startswith(mark):
            return content.decode(name, errors="replace")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        said = _SAID.match(content)
        try:
            return content.decode(said[1].decode() if said else "cp1252")
        except (UnicodeDecodeError, LookupError):
            # Has a letter for every byte.
            return content.decode("latin-1")
