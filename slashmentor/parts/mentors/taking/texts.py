"""Texts of a page made fit to leave this instance: whole addresses, nothing that is loaded, nothing that only we read."""

import html
import re
from functools import lru_cache

from django.conf import settings

from slashmentor.base.text.to_markdown import to_markdown

_PATH = re.compile(r'(<a\b[^<>]*?\bhref=")(?=/)')
_PICTURE = re.compile(r"<img\b[^<>]*>")
_SRC, _ALT = re.compile(r'\bsrc="([^"]*)"'), re.compile(r'\balt="([^"]*)"')
_CODE = re.compile(r"(<(code|pre)\b.*?</\2>)", re.DOTALL)
_FORMULA = re.compile(
    r'<math\b.*?<annotation encoding="application/x-tex">(.*?)</annotation>.*?</math>', re.DOTALL
)
_LESS = "\ue000"  # stands for a "<" that somebody wrote, while the rest becomes Markdown
_MARKED = re.compile(r"([\\`*_\[\]<#])")


def to_portable_html(markup: str) -> str:
    """HTML of ours for another place: links lead here, a picture becomes a link to it."""
    return _PATH.sub(rf"\1{settings.SITE_URL}", _PICTURE.sub(_as_link, markup))


def without_formulas(markup: str) -> str:
    """The same with TeX in place of MathML, for what can't set it."""
    return _FORMULA.sub(r"<code>\1</code>", markup)


@lru_cache(maxsize=256)
def to_portable_markdown(markup: str) -> str:
    """CommonMark without raw HTML, whoever renders it: a "<" that somebody wrote stays one.

    Remembered, since a text of nothing but formulas takes a tenth of a second, and is asked for again and again.
    """
    if not markup:
        return ""
    markup = _PATH.sub(rf"\1{settings.SITE_URL}", markup)
    markup = _PICTURE.sub(
        lambda picture: picture[0].replace(' src="/', f' src="{settings.SITE_URL}/'), markup
    )
    parts = _CODE.split(markup)  # text, code, its element, text, …
    parts[::3] = [part.replace("&lt;", _LESS) for part in parts[::3]]
    del parts[2::3]
    return to_markdown("".join(parts)).replace(_LESS, "\\<")


def escaped(text: str) -> str:
    """A line of plain text as Markdown that reads the same."""
    return _MARKED.sub(r"\\\1", " ".join(text.split()))


def _as_link(picture: re.Match[str]) -> str:
    src, alt = _SRC.search(picture[0]), _ALT.search(picture[0])
    if src is None:
        return ""
    address = f"{settings.SITE_URL}{src[1]}" if src[1].startswith("/") else src[1]
    return f'<a href="{address}">{(alt[1] if alt else "") or html.escape(address)}</a>'
