"""What may stand in a page: one allowlist, applied last to everything that people wrote.

nh3 parses as browsers do (html5ever) and writes anew, so what it lets out is what browsers read.
"""

import re

import nh3

# fmt: off
_MATHML = {
    *("annotation", "math", "menclose", "mfrac", "mi", "mmultiscripts", "mn", "mo", "mover", "mpadded"),
    *("mphantom", "mprescripts", "mroot", "mrow", "ms", "mspace", "msqrt", "mstyle", "msub", "msubsup", "msup"),
    *("mtable", "mtd", "mtext", "mtr", "munder", "munderover", "none", "semantics"),
}

# No style, no colours: a formula has to be legible in the dark theme too. No href: see the converter's \href.
_MATHML_ATTRIBUTES = {
    "annotation": {"encoding"},
    "math": {"display"},
    "menclose": {"notation"},
    "mfrac": {"linethickness"},
    "mi": {"mathvariant"},
    "mo": {"fence", "form", "largeop", "lspace", "maxsize", "minsize", "movablelimits", "rspace", "separator",
           "stretchy"},
    "mover": {"accent"},
    "mpadded": {"depth", "height", "lspace", "voffset", "width"},
    "mspace": {"depth", "height", "width"},
    "mstyle": {"displaystyle", "scriptlevel"},
    "mtable": {"displaystyle"},
    "mtd": {"columnspan", "rowspan"},
    "munder": {"accentunder"},
    "munderover": {"accent", "accentunder"},
}

_MATHML_CLASSES = {"mtd": {"left", "right"}}

_HTML = {
    *("a", "abbr", "b", "blockquote", "br", "caption", "code", "dd", "del", "details", "div", "dl", "dt", "em"),
    *("h3", "h4", "h5", "hr", "i", "img", "ins", "kbd", "li", "mark", "ol", "p", "pre", "q", "s", "samp"),
    *("section", "small", "span", "strike", "strong", "sub", "summary", "sup", "table", "tbody", "td", "tfoot"),
    *("th", "thead", "tr", "ul", "var"),
}

_HTML_ATTRIBUTES = {
    "a": {"aria-label", "href", "id", "rel", "title"},
    "abbr": {"title"},
    "img": {"alt", "height", "src", "title", "width"},
    "li": {"id"},
    "ol": {"start"},
    "pre": {"data-language"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan"},
}

# fmt: on
_SCROLLING = {
    "aria-label": {"Formula", "Table"},
    "role": {"group", "region"},
    "tabindex": {"0"},
}


def _path_of_ours(address: str) -> str | None:
    """Of addresses without a scheme only those on our server; `//host` is another one, so is `/` with a backslash."""
    return address if address.startswith(("/", "#")) and address[1:2] not in {"/", "\\"} else None


_cleaner = nh3.Cleaner(
    tags=_HTML | _MATHML,
    clean_content_tags={"script", "style", "template", "title", "iframe", "noscript", "textarea", "xmp"},
    attributes=_HTML_ATTRIBUTES | _MATHML_ATTRIBUTES,
    tag_attribute_values={
        "a": {"role": {"doc-backlink", "doc-noteref"}},
        "div": _SCROLLING,
        "img": {"decoding": {"async"}, "loading": {"lazy"}},
        "section": {"aria-label": {"Footnotes"}, "role": {"doc-endnotes"}},
        "span": _SCROLLING,
    },
    allowed_classes=_MATHML_CLASSES
    | {
        "a": {"footnote-back", "hashtag", "mention"},
        "code": {"tex"},
        "details": {"spoiler"},
        "div": {"formula", "scroll"},
        "section": {"footnotes"},
        "span": {"formula"},
        "sup": {"footnote-ref"},
        "td": {"center", "left", "right"},
        "th": {"center", "left", "right"},
    },
    url_schemes={"http", "https", "mailto"},
    url_relative=_path_of_ours,
    link_rel=None,  # set by those who write links: ours are to be followed
)

_formula_cleaner = nh3.Cleaner(
    tags=_MATHML,
    clean_content_tags={"script", "style", "title", "iframe", "noscript", "textarea", "xmp"},
    attributes=_MATHML_ATTRIBUTES,
    allowed_classes=_MATHML_CLASSES,
    url_schemes=set(),
    link_rel=None,
)

# Entities such as &#x202E; become characters only now.
_DECEIVING = re.compile("[\x00\u202a-\u202e\u2066-\u2069\ufdd0-\ufdef]")


def sanitise(html: str) -> str:
    """Return `html` with only what the allowlist has; the text of other elements stays, scripts' and styles' not."""
    return _DECEIVING.sub("", _cleaner.clean(html))


def sanitise_formula(mathml: str) -> str:
    """Return `mathml` with only MathML's presentation elements."""
    return _formula_cleaner.clean(mathml)
