r"""The text that LaTeX would print: M{\"u}ller is Müller, $\alpha$ is α, {RAVEN} is RAVEN."""

import re

from pylatexenc.latex2text import LatexNodes2Text
from pylatexenc.latexwalker import LatexWalkerError

# So much of a value is read; abstracts are longer, and are not needed.
MOST = 10_000

_PLAIN = re.compile(r"[\\$~]|--|``|''")
_PERCENT = re.compile(r"(?<!\\)%")  # in BibTeX a sign, in LaTeX the beginning of a comment
_BRACES = str.maketrans("", "", "{}")
_COMMAND = re.compile(r"\\[A-Za-z]+\s?|\\")

_printer = LatexNodes2Text(math_mode="text", keep_comments=True, strict_latex_spaces=False)


def printed(value: str) -> str:
    """Never raises: what LaTeX itself could not read loses its commands and braces, and keeps its words."""
    value = value[:MOST]
    if not _PLAIN.search(value):
        return value.translate(_BRACES)
    try:
        return str(_printer.latex_to_text(_PERCENT.sub(r"\\%", value))).replace("\xa0", " ")
    except (LatexWalkerError, RecursionError, ValueError, IndexError, TypeError, AttributeError):
        return _COMMAND.sub("", value).translate(_BRACES)
