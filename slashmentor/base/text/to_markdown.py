"""HTML back to Markdown, so that an imported text can be edited like any other."""

import re

from bs4 import Tag
from markdownify import MarkdownConverter

from .characters import tidy
from .fold import plain_text

_SPECIAL = re.compile(r"([\\`*\[\]$]|(?<![^\W_])_|_(?![^\W_])|~~|&(?=#?\w+;))")
_AT_START = re.compile(r"^(\s*)([#>+=-]|\d{1,9}[.)](?=\s|$))", re.MULTILINE)


def to_markdown(html: str) -> str:
    """Return Markdown that `render` makes into (nearly) the same HTML again; formulas as `$TeX$`.

    For HTML of ours, from `clean_html` or `render`; nothing is lost but what Markdown can't say (sizes of pictures,
    <kbd>, merged cells).
    """
    try:
        markdown: str = _Converter().convert(f"<section>{tidy(html)}</section>")
    except RecursionError:  # hundreds of nested quotes
        return plain_text(html)
    return markdown.strip()


class _Converter(MarkdownConverter):
    """One method for each el, by markdownify's naming."""

    class Options:
        bullets = "-"
        heading_style = "atx"
        strip_document = None
        sub_symbol = ""
        sup_symbol = ""

    def escape(self, text: str, _parent_tags: set[str]) -> str:
        return _AT_START.sub(_escaped_start, _SPECIAL.sub(r"\\\1", text)) if text else ""

    def convert_math(self, el: Tag, _text: str, **_: object) -> str:
        annotation = el.find("annotation")
        tex = annotation.get_text() if annotation else el.get_text()
        if el.get("display") == "block" and isinstance(el.parent, Tag) and el.parent.name == "div":
            return f"\n\n$$\n{tex}\n$$\n\n"
        mark = "$$" if el.get("display") == "block" else "$"
        return mark + tex.replace("\n", " ") + mark  # a line that begins with "- " would become a list

    def convert_code(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        if "tex" in (el.get("class") or []):
            return el.get_text()
        converted: str = super().convert_code(el, text, parent_tags)  # type: ignore[misc]  # made by name
        return converted

    def convert_pre(self, el: Tag, _text: str, **_: object) -> str:
        code = el.get_text().removesuffix("\n")
        longest = max((len(run) for run in re.findall("`+", code)), default=0)
        fence = "`" * max(3, longest + 1)
        return f"\n\n{fence}{el.get('data-language') or ''}\n{code}\n{fence}\n\n"

    def convert_details(self, _el: Tag, text: str, **_: object) -> str:
        lines = text.strip().splitlines()
        return "\n\n" + "\n".join(f">! {line}".rstrip() if line else ">" for line in lines) + "\n\n"

    def convert_hN(self, level: int, el: Tag, text: str, parent_tags: set[str]) -> str:  # noqa: N802
        # `render` shows # as <h3>: the page has the levels above.
        heading: str = super().convert_hN(max(level - 2, 1), el, text, parent_tags)  # type: ignore[misc]
        return heading


def _escaped_start(match: re.Match[str]) -> str:
    space, mark = match.groups()
    return f"{space}{mark[:-1]}\\{mark[-1]}"
