"""HTML brought in from elsewhere, above all from Stack Exchange's dumps: cleaned, its links and formulas ours."""

import re
from collections.abc import Callable

from lxml import etree

from .characters import MAX_IMPORTED, bounded
from .finishing import HEADINGS, Finish
from .formulas import find_formulas, formula_in_paragraph, formula_on_its_own
from .render import Rendered, made, nobody, render_inline
from .sanitise import sanitise


def clean_html(
    html: str,
    *,
    base_url: str,
    rewrite: Callable[[str], str | None] | None = None,
    formulas: bool = True,
) -> Rendered:
    """Return imported `html` as ours; safe to show wherever it came from.

    Links and pictures are resolved against `base_url`; `rewrite` then gets the whole address and returns another one
    (a path of ours, say) or None to leave it. `formulas=False` for sites without MathJax, where $ is money.
    Mentions and hashtags are not looked for. Raises `TooLong` above 1,000,000 bytes, and nothing else.
    """
    html = bounded(html, MAX_IMPORTED)
    finish = Finish(people=nobody, rewrite=rewrite, base_url=base_url)
    return made(sanitise(_converted(html, finish, formulas=formulas)), finish)


def clean_inline(
    markdown: str,
    *,
    base_url: str = "",
    rewrite: Callable[[str], str | None] | None = None,
    links_to_people: Callable[[str], str | None] = nobody,
    formulas: bool = True,
) -> Rendered:
    """Return an imported comment, in Stack Exchange's small Markdown, as one paragraph without <p>.

    Arguments as for `clean_html`; people become links only when `links_to_people` knows them.
    """
    return render_inline(
        markdown, links_to_people=links_to_people, rewrite=rewrite, base_url=base_url, formulas=formulas
    )


_SMALL = 10_000
_TREATED = re.compile(
    r"\$|\\begin\{|<(?:a|img|h[1-6]|pre|table|blockquote)\b|\b(?:id|class|role)\b", re.IGNORECASE
)


def _converted(html: str, finish: Finish, *, formulas: bool) -> str:
    """Return `html` with links, pictures, headings and formulas in our manner, not sanitised yet."""
    # libxml2 stops at 256 levels; 200,000 nested elements would keep nh3 busy for minutes.
    if len(html) < _SMALL and not _TREATED.search(html):
        return html
    # Made anew each time: parsers aren't for several threads.
    parser = etree.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True)
    root = etree.fromstring(f"<html><body>{html}</body></html>".encode(), parser)
    body = None if root is None else root.find("body")
    if body is None:  # nothing, or a frameset
        return ""
    elements = [element for element in body.iter() if isinstance(element.tag, str)]
    for element in elements:
        if treat := _TREATMENT.get(element.tag):
            treat(element, finish)
        elif element.attrib:
            for name in set(element.attrib) - _KEPT:
                del element.attrib[name]
    if not formulas or ("$" not in html and "\\begin{" not in html):
        return etree.tostring(body, encoding="unicode", method="html")
    markup: list[str] = []
    for element in elements:
        _mark_formulas(element, markup)
    # The formulas go in as text, before nh3 reads the whole: where a marker ended up doesn't matter.
    return _MARKER.sub(
        lambda match: markup[int(match[1])] if int(match[1]) < len(markup) else "",
        etree.tostring(body, encoding="unicode", method="html"),
    )


_KEPT = {"colspan", "rowspan", "start"}
_LITERAL = {"code", "pre", "kbd", "samp", "script", "style", "textarea", "title", "math", "svg"}
_MARKER = re.compile("\ufdd0([0-9]{1,6})\ufdd1")


def _mark_formulas(element: etree._Element, markup: list[str]) -> None:
    """Replace the formulas in the element's own text and behind it by markers, and append their markup."""
    text = element.text
    if text and ("$" in text or "\\begin{" in text) and not _is_literal(element):
        alone = element.tag == "p" and len(element) == 0
        element.text = _marked(text, markup, element if alone else None)
    tail = element.tail
    if tail and ("$" in tail or "\\begin{" in tail) and not _is_literal(element.getparent()):
        element.tail = _marked(tail, markup, None)


def _is_literal(element: etree._Element | None) -> bool:
    while element is not None:
        if element.tag in _LITERAL:
            return True
        element = element.getparent()
    return False


def _marked(text: str, markup: list[str], paragraph: etree._Element | None) -> str:
    kept: list[str] = []
    position = 0
    for found in find_formulas(text):
        kept += (text[position : found.start], f"\ufdd0{len(markup)}\ufdd1")
        position = found.end
        if paragraph is not None and found.display and text.strip() == text[found.start : found.end]:
            paragraph.tag = "div"  # a <div> can't stand in a <p>; the outer one is without effect
            markup.append(formula_on_its_own(found.tex))
        else:
            markup.append(formula_in_paragraph(found))
    kept.append(text[position:])
    return "".join(kept).replace("\\$", "$")


def _link(element: etree._Element, finish: Finish) -> None:
    attributes = (
        finish.link(element.get("href", ""), element.get("title", "")) if "href" in element.attrib else {}
    )
    _only(element, attributes)


def _picture(element: etree._Element, finish: Finish) -> None:
    description = element.get("alt", "")
    size = {name: element.get(name, "") for name in ("width", "height") if element.get(name, "").isdecimal()}
    attributes = finish.picture(element.get("src", ""), element.get("title", ""))
    if attributes:
        _only(element, attributes | {"alt": description} | size)
    else:
        _only(element, {})
        element.tag = "span"
        element.text = description


def _heading(element: etree._Element, _: Finish) -> None:
    _only(element, {})
    element.tag = HEADINGS[str(element.tag)]


def _code_block(element: etree._Element, _: Finish) -> None:
    named = _LANGUAGE.search(f"{element.get('class', '')} {''.join(c.get('class', '') for c in element)}")
    _only(element, {"data-language": named[1].lower()} if named else {})


_LANGUAGE = re.compile(r"\blang(?:uage)?-([\w+#.-]{1,30})")


def _quote(element: etree._Element, _: Finish) -> None:
    if "spoiler" in element.get("class", "").split():
        element.tag = "details"
        _only(element, {"class": "spoiler"})
    else:
        _only(element, {})


def _table(element: etree._Element, _: Finish) -> None:
    _only(element, {})
    parent = element.getparent()
    if parent is not None:
        scroll = etree.Element(
            "div", {"class": "scroll", "role": "region", "tabindex": "0", "aria-label": "Table"}
        )
        scroll.tail, element.tail = element.tail, None
        parent.replace(element, scroll)
        scroll.append(element)


def _only(element: etree._Element, attributes: dict[str, str]) -> None:
    element.attrib.clear()
    for name, value in attributes.items():
        element.set(name, value)


_TREATMENT: dict[str, Callable[[etree._Element, Finish], None]] = {
    "a": _link,
    "blockquote": _quote,
    "img": _picture,
    "pre": _code_block,
    "table": _table,
    **dict.fromkeys(HEADINGS, _heading),
}
