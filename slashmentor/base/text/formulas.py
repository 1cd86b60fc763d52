"""Formulas: TeX in, MathML out."""

import html
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from latex2mathml.converter import convert

from .sanitise import sanitise_formula

MAX_FORMULA = 2_000
_MAX_MATHML = 100_000

# Pandoc's rule, so that "$5 and $10" stays money: the opening dollar has a non-space at its right, the closing one
# a non-space at its left and no digit at its right. Possessive (++): no backtracking on hostile text.
INLINE = re.compile(r"\$(?![\s$])((?:[^$\\]|\\.)++)(?<!\s)\$(?!\d)", re.DOTALL)
DISPLAY = re.compile(r"\$\$((?:[^$\\]|\\.|\$(?!\$))++)\$\$", re.DOTALL)
ENVIRONMENT = re.compile(r"\\begin\{((?:align|equation|gather|eqnarray|multline|alignat)\*?)\}")
_START = re.compile(r"\\\$|\$|\\begin\{")


@dataclass(frozen=True)
class Found:
    """A formula in a text: `text[start:end]` is its source with delimiters, `tex` without."""

    start: int
    end: int
    tex: str
    display: bool


def find_formulas(text: str) -> Iterator[Found]:
    r"""Yield the formulas in plain text, as MathJax would find them: `$…$`, `$$…$$` and `\\begin{align}…`."""
    position = 0
    while start := _START.search(text, position):
        if (found := formula_at(text, start.start())) is None:
            position = start.end()
        else:
            yield found
            position = found.end


def formula_at(text: str, start: int) -> Found | None:
    """Return the formula that begins exactly at `start`, if one does."""
    if match := DISPLAY.match(text, start):
        return Found(start, match.end(), match[1].strip(), True) if match[1].strip() else None
    if match := INLINE.match(text, start):
        return Found(start, match.end(), match[1], False)
    if match := ENVIRONMENT.match(text, start):
        closing = f"\\end{{{match[1]}}}"
        end = text.find(closing, match.end(), start + 2 * MAX_FORMULA)
        if end != -1:
            end += len(closing)
            return Found(start, end, text[start:end], True)
    return None


def mathml(tex: str, *, display: bool) -> str:
    """Return sanitised MathML that keeps its TeX as an annotation, or the source as code when it isn't valid.

    Never raises. Short formulas, which come again and again, are remembered.
    """
    return _remembered(tex, display) if len(tex) <= 300 else _converted(tex, display)


@lru_cache(maxsize=4096)
def _remembered(tex: str, display: bool) -> str:  # noqa: FBT001 - the cache is quicker by position
    return _converted(tex, display)


def _converted(tex: str, display: bool) -> str:  # noqa: FBT001
    shown = f"$${tex}$$" if display else f"${tex}$"
    source = f'<code class="tex">{html.escape(shown, quote=False)}</code>'
    # Definitions double with each step: a few hundred characters could fill the memory.
    if len(tex) > MAX_FORMULA or _DEFINITION.search(tex):
        return source
    try:
        converted = convert(_NUMBERED.sub(r"\\\1{\2*}", tex))
    except Exception:  # noqa: BLE001 - thirty errors of its own, and Python's: RecursionError for a thousand braces
        return source
    if len(converted) > _MAX_MATHML:
        return source
    body = converted[converted.index(">") + 1 : converted.rindex("</math>")]
    kind = ' display="block"' if display else ""
    annotation = f'<annotation encoding="application/x-tex">{html.escape(tex, quote=False)}</annotation>'
    return sanitise_formula(f"<math{kind}><semantics>{_for_browsers(body)}{annotation}</semantics></math>")


_DEFINITION = re.compile(r"\\(?:(?:re)?newcommand|providecommand|newenvironment|[egx]?def|let)(?![a-zA-Z])")
# The converter numbers the lines of these; every page would begin at (1) again.
_NUMBERED = re.compile(r"\\(begin|end)\{(align|equation|gather|eqnarray|multline|alignat)\}")

_UPRIGHT = re.compile(r"<mi>&#x000([46][1-9A-Fa-f]|[57][0-9Aa]);</mi>")
_STYLED = re.compile(r'<(m[ino]) mathvariant="(?!normal)([a-z-]+)">([^<]*)</\1>')
_CELL = re.compile(r'<mtd columnalign="(left|right)">')
_ANGLE = re.compile(r"<mi>&#x0(27E[89]);</mi>")


def _for_browsers(body: str) -> str:
    """Say in MathML Core what the converter says in MathML 3, of which browsers dropped much."""
    body = _UPRIGHT.sub(r'<mi mathvariant="normal">&#x000\1;</mi>', body)
    body = _STYLED.sub(_in_style, body)
    body = _ANGLE.sub(r'<mo stretchy="false">&#x\1;</mo>', body)
    return _CELL.sub(r'<mtd class="\1">', body)


def _in_style(match: re.Match[str]) -> str:
    tag, style, content = match.groups()
    letters = "".join(_styled(letter, style) for letter in html.unescape(content))
    return f"<{tag}>{html.escape(letters, quote=False)}</{tag}>"


def _styled(letter: str, style: str) -> str:
    """Return e.g. 𝐱 for x in bold: Unicode has the letters, under regular names with a few older exceptions."""
    name = unicodedata.name(letter, "")
    for script in ("LATIN ", "GREEK ", "LETTER "):
        name = name.replace(script, "")
    manner = style.upper() if style.startswith(("double", "sans-serif")) else style.upper().replace("-", " ")
    manner = manner.replace("SANS-SERIF-", "SANS-SERIF ")
    older = manner.replace("FRAKTUR", "BLACK-LETTER")
    for candidate in (f"MATHEMATICAL {manner} {name}", f"{older} {name}"):
        try:
            return unicodedata.lookup(candidate)
        except KeyError:
            continue
    return letter


_SCROLLING = 'class="formula" tabindex="0" role="group" aria-label="Formula"'


def formula_in_paragraph(found: Found) -> str:
    """Return the markup for a formula among words; a displayed one scrolls when it is wider than the page."""
    converted = mathml(found.tex, display=found.display)
    return f"<span {_SCROLLING}>{converted}</span>" if found.display else converted


def formula_on_its_own(tex: str) -> str:
    """Return the markup for a displayed formula that is a block of its own."""
    return f"<div {_SCROLLING}>{mathml(tex, display=True)}</div>"
