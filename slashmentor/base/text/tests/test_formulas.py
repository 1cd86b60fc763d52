import pytest

from slashmentor.base.text.formulas import find_formulas, mathml
from slashmentor.base.text.render import render


def test_a_formula_becomes_mathml_and_keeps_its_source():
    assert mathml("x^2", display=False) == (
        "<math><semantics><mrow><msup><mi>x</mi><mn>2</mn></msup></mrow>"
        '<annotation encoding="application/x-tex">x^2</annotation></semantics></math>'
    )


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("$x$", ["x"]),
        ("$5 and $10", []),
        ("$ x$ and $x $", []),
        ("from $50-$100", []),
        ("2$\\pi$, 3$x$", ["\\pi", "x"]),
        (r"\$x$ and $y$", ["y"]),
        (r"$\$5$", [r"\$5"]),
        ("$$a$$ $b$", ["a", "b"]),
        ("$$", []),
        ("$$ $$", []),
        ("US$3", []),
        (r"\begin{align}a&=b\end{align}", [r"\begin{align}a&=b\end{align}"]),
        (r"\begin{align}a", []),
    ],
)
def test_money_is_not_mathematics(text, found):
    assert [formula.tex for formula in find_formulas(text)] == found


def test_markdown_leaves_formulas_alone():
    html = render("$a_b + c_d$ and $$\n- a\n+ b\n$$").html
    assert '<annotation encoding="application/x-tex">a_b + c_d</annotation>' in html
    assert "<em>" not in html


def test_a_displayed_formula_scrolls_by_itself():
    html = render("$$\n- x\n$$").html
    assert html.startswith(
        '<div class="formula" tabindex="0" role="group" aria-label="Formula"><math display="block"><semantics>'
    )
    assert "<li>" not in html


def test_no_formula_in_code():
    assert render("`$x$`").html == "<p><code>$x$</code></p>\n"


@pytest.mark.parametrize(
    "tex", ["{" * 1_000, "x" * 2_001, r"\frac{", r"\left(", r"\def\a{\a\a}\a", r"\newcommand{\a}{b}\a"]
)
def test_what_cannot_be_converted_is_shown_as_written(tex):
    assert mathml(tex, display=False) == f'<code class="tex">${tex}$</code>'


@pytest.mark.parametrize(
    ("tex", "inside"),
    [
        (r"\mathbf{x}", "<mi>𝐱</mi>"),
        (r"\mathbb R", "<mi>ℝ</mi>"),
        (r"\mathbb{1}", "<mn>𝟙</mn>"),
        (r"\mathscr L", "<mi>ℒ</mi>"),
        (r"\mathfrak g", "<mi>𝔤</mi>"),
        (r"\boldsymbol{\alpha}", "<mi>𝜶</mi>"),
        (r"\mathrm{d}", '<mi mathvariant="normal">d</mi>'),
    ],
)
def test_letters_have_their_style_in_browsers_without_mathvariant(tex, inside):
    assert inside in mathml(tex, display=False)


def test_lines_are_aligned_but_not_numbered():
    html = mathml(r"\begin{align}a&=b\end{align}", display=True)
    assert '<mtd class="right"><mi>a</mi></mtd>' in html
    assert "(1)" not in html
