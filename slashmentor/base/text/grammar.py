"""The Markdown we read: CommonMark with tables, strikethrough, footnotes, formulas and spoilers; HTML is text."""

import re
from collections.abc import Sequence
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererProtocol
from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict
from mdit_py_plugins.footnote import footnote_plugin

from .formulas import MAX_FORMULA, Found, formula_at, formula_in_paragraph, formula_on_its_own
from .links import allowed_href

# Quotes in lists in quotes …: what is deeper isn't shown. Bounds the time for 100,000 nested brackets.
MAX_NESTING = 12

_LANGUAGE = re.compile(r"[\w+#.-]{1,30}")


def posts() -> MarkdownIt:
    """Return the parser for whole texts."""
    parser = _parser().enable(["table", "strikethrough"])
    footnote_plugin(parser)
    interrupted = ["paragraph", "reference", "blockquote", "list"]
    parser.block.ruler.before("fence", "formula_block", _formula_block, {"alt": interrupted})
    for name, rule in _RENDER.items():
        parser.add_render_rule(name, rule)
    return parser


def remarks() -> MarkdownIt:
    """Return the parser for one paragraph: no blocks, no pictures, no footnotes."""
    parser = _parser().enable("strikethrough").disable("image")
    parser.add_render_rule("formula", _render_formula)
    return parser


def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": False, "maxNesting": MAX_NESTING})
    parser.inline.ruler.before("escape", "formula", _formula_inline)
    parser.validateLink = allowed_href  # type: ignore[assignment, method-assign]
    return parser


def _formula_inline(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - markdown-it's signature
    if state.src[state.pos] != "$" or not state.env.get("formulas", True):
        return False
    found = formula_at(state.src, state.pos)
    if found is None or found.end > state.posMax:
        return False
    if not silent:
        state.push("formula", "", 0).meta = {"found": found}
    state.pos = found.end
    return True


def _formula_block(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:  # noqa: FBT001
    """`$$` at the start of a line to `$$` at the end of one, no blank line between: no lists or headings in it."""
    first = _line(state, start_line)
    if not first.startswith("$$") or state.is_code_block(start_line) or not state.env.get("formulas", True):
        return False
    last = start_line
    length = len(first)
    closed = len(first) > 4 and first.endswith("$$")
    while not closed:
        last += 1
        line = _line(state, last) if last < end_line else ""
        length += len(line)
        # A second opening ends the search too: else 50,000 of them would each search the whole text.
        if not line or length > MAX_FORMULA or state.sCount[last] < state.blkIndent:
            return False
        closed = line.endswith("$$")
        if line.startswith("$$") and line != "$$":
            return False
    source = state.getLines(start_line, last + 1, state.blkIndent, keepLastLF=False).strip()
    tex = source[2:-2].strip()
    if "$$" in tex or not tex:
        return False
    if not silent:
        state.push("formula_block", "", 0).meta = {"found": Found(0, len(source), tex, display=True)}
        state.line = last + 1
    return True


def _line(state: StateBlock, line: int) -> str:
    return state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]].rstrip()


def _render_formula(_: RendererProtocol, tokens: Sequence[Token], index: int, *__: Any) -> str:
    return formula_in_paragraph(tokens[index].meta["found"])


def _render_formula_block(_: RendererProtocol, tokens: Sequence[Token], index: int, *__: Any) -> str:
    return formula_on_its_own(tokens[index].meta["found"].tex) + "\n"


def _render_fence(
    renderer: Any, tokens: Sequence[Token], index: int, options: OptionsDict, env: EnvType
) -> str:
    token = tokens[index]
    language = _LANGUAGE.match(token.info.strip())
    code: str = renderer.code_block([token], 0, options, env)
    return code.replace("<pre>", f'<pre data-language="{language[0].lower()}">', 1) if language else code


def _render_table_open(*_: Any) -> str:
    return '<div class="scroll" role="region" tabindex="0" aria-label="Table"><table>\n'


def _render_table_close(*_: Any) -> str:
    return "</table></div>\n"


# Footnotes as DPUB-ARIA has them. `env["prefix"]` keeps the ids of two posts on one page apart.


def _note(token: Token, env: EnvType) -> tuple[str, str, int]:
    number = token.meta["id"] + 1
    again = token.meta.get("subId", 0)
    return (
        f"fn-{env['prefix']}{number}",
        f"fnref-{env['prefix']}{number}" + (f"-{again}" if again else ""),
        number,
    )


def _render_footnote_ref(_: Any, tokens: Sequence[Token], index: int, __: OptionsDict, env: EnvType) -> str:
    note, place, number = _note(tokens[index], env)
    return f'<sup class="footnote-ref"><a href="#{note}" id="{place}" role="doc-noteref">{number}</a></sup>'


def _render_footnote_open(_: Any, tokens: Sequence[Token], index: int, __: OptionsDict, env: EnvType) -> str:
    return f'<li id="{_note(tokens[index], env)[0]}">'


def _render_footnote_anchor(
    _: Any, tokens: Sequence[Token], index: int, __: OptionsDict, env: EnvType
) -> str:
    _note_id, place, number = _note(tokens[index], env)
    # With U+FE0E it isn't drawn as an emoji.
    return (
        f' <a href="#{place}" class="footnote-back" role="doc-backlink" '
        f'aria-label="Back to the text, note {number}">\u21a9\ufe0e</a>'
    )


def _render_footnotes_open(*_: Any) -> str:
    return '<section class="footnotes" role="doc-endnotes" aria-label="Footnotes">\n<ol>\n'


_RENDER = {
    "fence": _render_fence,
    "footnote_anchor": _render_footnote_anchor,
    "footnote_block_open": _render_footnotes_open,
    "footnote_open": _render_footnote_open,
    "footnote_ref": _render_footnote_ref,
    "formula": _render_formula,
    "formula_block": _render_formula_block,
    "table_close": _render_table_close,
    "table_open": _render_table_open,
}
