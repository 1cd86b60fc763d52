"""A mentor page as PDF, made by WeasyPrint where its libraries are (docs/hosts)."""

from importlib.resources import files
from threading import BoundedSemaphore
from typing import Any

from django.utils.translation import gettext as _

from slashmentor.base.errors import Busy

_FONTS = "slashmentor-font:"
# A PDF keeps a processor busy for a second; more at once would make everybody wait.
_turns = BoundedSemaphore(1)
# Of a page in words there are some two hundred; one made of thousands of tiny parts would take half a minute.
MOST_PARTS = 1_500
# WeasyPrint knows no ranges of letters, so the rarer ones are families of their own, next in line.
_FACES = "".join(
    f'@font-face{{font-family:"{family}";src:url({_FONTS}{name}.woff2);font-style:{style}}}'
    for family, name, style in (
        ("Literata", "literata", "normal"),
        ("Literata", "literata-italic", "italic"),
        *((f"Literata {part}", f"literata-{part}", "normal") for part in ("rest", "near", "far")),
        ("Public Sans", "public-sans", "normal"),
        *((f"Public Sans {part}", f"public-sans-{part}", "normal") for part in ("rest", "near", "far")),
    )
)
_SERIF, _SANS = (
    ",".join(f'"{family}{part}"' for part in ("", " rest", " near", " far"))
    for family in ("Literata", "Public Sans")
)
_STYLE = (
    f"{_FACES}body{{font-family:{_SERIF},serif!important}}"
    f".sans,dl,table,ul.kinds p,footer,.topics{{font-family:{_SANS},sans-serif!important}}"
)


class CannotPrint(Exception):
    """The host has no Pango, which sets the letters, or the page is made of too many parts; the text says which."""


def pdf(html: str) -> bytes:
    """The document as PDF, tagged for screen readers. Loads nothing from anywhere but our own fonts.

    Raises CannotPrint where the libraries are missing, and for a page of thousands of parts; Busy while others
    are being made.
    """
    if html.count("<") > MOST_PARTS:
        raise CannotPrint("It has more parts than are printed here.")
    weasyprint = _weasyprint()
    if not _turns.acquire(timeout=10):
        raise Busy(_("Many pages are being printed right now. Please try again in a minute."), seconds=60)
    try:
        fetch = fetcher()
        fonts = weasyprint.text.fonts.FontConfiguration()
        style = weasyprint.CSS(string=_STYLE, font_config=fonts, url_fetcher=fetch)
        made = weasyprint.HTML(string=html, base_url=None, url_fetcher=fetch)
        written: bytes = made.write_pdf(stylesheets=[style], font_config=fonts, pdf_tags=True)
    finally:
        _turns.release()
    return written


def fetcher() -> Any:
    """What gives a document what it asks for: our fonts and the pictures written in it (data:). All else is refused."""
    from weasyprint.urls import URLFetcher, URLFetcherResponse

    class OnlyOurs(URLFetcher):  # type: ignore[misc]
        def fetch(self, url: str, headers: Any = None) -> Any:
            if url.startswith("data:image/"):
                return super().fetch(url, headers)
            name = url.removeprefix(_FONTS)
            if name == url or not name.replace("-", "").removesuffix(".woff2").isalpha():
                raise ValueError("A page that becomes a PDF loads nothing.")
            font = files("slashmentor.base.pages").joinpath("static", "pages", "fonts", name)
            return URLFetcherResponse(url, font.read_bytes(), {"Content-Type": "font/woff2"})

    return OnlyOurs(allowed_protocols=("data",))


def _weasyprint() -> Any:
    """The library, imported when it is needed: without Pango on the host the import itself fails."""
    try:
        import weasyprint
        import weasyprint.text.fonts
    except (ImportError, OSError) as error:
        raise CannotPrint(str(error).partition("\n")[0]) from error
    return weasyprint
