"""Text for machines that compare: folded for search, plain for feeds and excerpts."""

import html
import re
import unicodedata

# Letters that Unicode doesn't decompose, though people type them without their stroke.
_LETTERS = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ħ": "h", "ŧ": "t", "ı": "i", "æ": "ae", "œ": "oe", "ð": "d", "þ": "th"}
)

# Marks of Latin, Greek and Cyrillic letters. Not every combining mark: in Hindi or Thai they are the vowels.
_MARKS = re.compile("[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff]")


def fold(text: str) -> str:
    """Return `text` in lower case and without diacritics, so that "Łódź" is found by "lodz"."""
    if text.isascii():
        return text.lower()
    folded = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    return unicodedata.normalize("NFC", _MARKS.sub("", folded).translate(_LETTERS))


# No class below takes a "<" outside quotes: linear, whatever the text.
_IMAGE = re.compile(r'<img\b(?:[^<>"]|"[^"]*+")*?\balt="([^"]*)"(?:[^<>"]|"[^"]*+")*>')
_APART = re.compile(
    r"</?(?:p|div|li|h[1-6r]|br|pre|blockquote|tr|table|ul|ol|section|details|summary|dt|dd)\b[^<>]*>"
)
_CELL = re.compile(r"</t[dh]>\s*")
_NOTE_MARKS = re.compile(
    r'<sup class="footnote-ref">.*?</sup>|<a [^<>]*class="footnote-back"[^<>]*>[^<]*</a>'
)
_TAG = re.compile(r'</?[a-zA-Z](?:[^<>"]|"[^"]*+")*+>')
_BLANK_LINES = re.compile(r"\s*\n\s*")


def plain_text(markup: str) -> str:
    """Return the text of sanitised HTML: a line a block, formulas as `$TeX$`, pictures as their description."""
    if "<math" in markup:
        markup = _tex_for_mathml(markup)
    if "<img" in markup:
        markup = _IMAGE.sub(r"\1", markup)
    if 'class="footnote' in markup:
        markup = _NOTE_MARKS.sub("", markup)
    if "</td>" in markup:
        markup = _CELL.sub(" ", markup)
    text = html.unescape(_TAG.sub("", _APART.sub("\n", markup)))
    return _BLANK_LINES.sub("\n", text).strip()


def _tex_for_mathml(markup: str) -> str:
    before, *formulas = markup.split("<math")
    parts = [before]
    for formula in formulas:
        inside, _, after = formula.partition("</math>")
        tex = inside.rpartition('<annotation encoding="application/x-tex">')[2].partition("</annotation>")[0]
        parts += ("$", tex, "$", after)
    return "".join(parts)


def excerpt(text: str, length: int = 200) -> str:
    """Return the beginning of plain `text` in one line, at most `length` characters, cut between words."""
    line = " ".join(text[: length * 4].split())
    if len(line) <= length and len(text) <= length * 4:
        return line
    cut = line[:length]
    head, space, _ = cut.rpartition(" ")
    return (head if space else cut[:-1]).rstrip(" ,;:–—-") + "…"
