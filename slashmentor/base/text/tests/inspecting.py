"""What a browser would run or follow in a piece of HTML."""

import re

from lxml import html as parsed

_RUNS = {
    "script",
    "style",
    "iframe",
    "object",
    "embed",
    "form",
    "input",
    "svg",
    "base",
    "meta",
    "link",
    "template",
}


def dangers(markup: str) -> list[str]:
    if not markup.strip():
        return []
    found = []
    for element in parsed.fragment_fromstring(markup, create_parent="div").iter():
        if not isinstance(element.tag, str):
            found.append("comment")
            continue
        if element.tag in _RUNS:
            found.append(element.tag)
        for name, value in element.attrib.items():
            if name.startswith("on") or name in {"style", "srcdoc", "formaction", "xlink:href"}:
                found.append(name)
            if name in {"href", "src"} and not re.match(r"https?://|mailto:|/|#", value):
                found.append(value)
    return found
