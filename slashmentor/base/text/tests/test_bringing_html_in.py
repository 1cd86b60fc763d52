import pytest

from slashmentor.base.text.html import clean_html, clean_inline
from slashmentor.base.text.render import render
from slashmentor.base.text.to_markdown import to_markdown

SITE = "https://academia.stackexchange.com/"
OUT = 'rel="nofollow noopener ugc"'


def ours(address):
    return f"/q/{address.split('/')[4]}" if address.startswith(f"{SITE}questions/") else None


CASES = {
    "<p>plain</p>": "<p>plain</p>",
    "<h1>A</h1><h2>B</h2>": "<h3>A</h3><h4>B</h4>",
    '<p><a href="/questions/12/how">x</a></p>': '<p><a href="/q/12">x</a></p>',
    '<p><a href="https://academia.stackexchange.com/questions/12">x</a></p>': '<p><a href="/q/12">x</a></p>',
    '<p><a href="/help" rel="nofollow noreferrer">x</a></p>': f'<p><a href="{SITE}help" {OUT}>x</a></p>',
    '<a href="http://[bad">x</a>': "<a>x</a>",
    '<img src="http://i.stack.imgur.com/a.png" alt="A plot" width="40">': '<img src="https://i.stack.imgur.com/a.png" '
    'loading="lazy" decoding="async" alt="A plot" width="40">',
    '<pre class="lang-py prettyprint-override"><code>x = "$a$"</code></pre>': '<pre data-language="py"><code>x = "$a$"</code></pre>',
    '<blockquote class="spoiler"><p>x</p></blockquote>': '<details class="spoiler"><p>x</p></details>',
    '<ol start="14"><li>x</li></ol><hr><p><sup>1</sup></p>': '<ol start="14"><li>x</li></ol><hr><p><sup>1</sup></p>',
    "<p>costs \\$5 $</p>": "<p>costs $5 $</p>",
}


@pytest.mark.parametrize(("html", "expected"), CASES.items(), ids=CASES)
def test_html_of_another_site_becomes_ours(html, expected):
    assert clean_html(html, base_url=SITE, rewrite=ours).html == expected


def test_formulas_are_found_in_text_but_not_in_code_or_addresses():
    made = clean_html('<p>$x$ <code>$y$</code> <a href="/a$z$b">$w$</a> <i>i</i> $v$</p>', base_url=SITE)
    assert made.html.count("<math>") == 3
    assert made.text == "$x$ $y$ $w$ i $v$"


def test_a_displayed_formula_alone_in_its_paragraph_is_a_block():
    made = clean_html("<p>So</p>\n\n<p>$$a &lt; b$$</p>", base_url=SITE)
    assert (
        '<div class="formula" tabindex="0" role="group" aria-label="Formula"><math display="block">'
        in made.html
    )
    assert made.text == "So\n$a < b$"


def test_an_environment_without_dollars_is_a_formula():
    assert "<mtable" in clean_html(r"<p>\begin{align}a&amp;=b\\c&amp;=d\end{align}</p>", base_url=SITE).html


def test_dollars_are_money_on_sites_without_formulas():
    assert clean_html("<p>$x$</p>", base_url=SITE, formulas=False).html == "<p>$x$</p>"
    assert clean_inline("$x$", formulas=False).html == "$x$"


def test_links_are_told_as_they_are_shown():
    made = clean_html('<a href="/questions/3/a">x</a><a href="#b">y</a>', base_url=SITE, rewrite=ours)
    assert made.links == ("/q/3",)


def test_comments_have_a_markdown_of_their_own():
    made = clean_inline("@Emmy see [this](/questions/4/b), *or* **not** `x`", base_url=SITE, rewrite=ours)
    assert made.html == '@Emmy see <a href="/q/4">this</a>, <em>or</em> <strong>not</strong> <code>x</code>'
    assert made.mentions == ()


def test_people_in_comments_become_links_when_we_know_them():
    assert (
        clean_inline("@Emmy", links_to_people={"emmy": "/@emmy2"}.get).html
        == '<a href="/@emmy2" class="mention">@Emmy</a>'
    )


@pytest.mark.parametrize(
    "html",
    [
        "<p>a * b _c_ `d` [e] \\ $5 ~~f~~ &amp;amp; &lt;b&gt;</p>",
        "<p># not a heading</p><p>1. not a list</p><p>- neither</p><p>&gt; nor a quote</p>",
        "<h3>Title</h3><p>x <em>y</em> <strong>z</strong> <code>a`b</code></p>",
        '<pre data-language="py"><code>``` in code\n</code></pre>',
        "<blockquote><p>quoted</p><p>twice</p></blockquote>",
        '<details class="spoiler"><p>Snape</p></details>',
        "<ul><li>a</li><li>b<ol><li>c</li></ol></li></ul>",
        "<p>$a_b$ and</p><p>$$- c\n- d$$</p><p>x $$- e\n- f$$ y</p>",
        '<p><a href="https://a.example/b_c">x</a> <img src="https://a.example/b.png" alt="A plot"></p>',
        r"<p>$\frac{$ stays source</p>",
    ],
)
def test_an_imported_text_reads_the_same_after_editing(html):
    before = clean_html(html, base_url=SITE)
    after = render(to_markdown(before.html))
    assert after.text.split() == before.text.split()
    assert after.links == before.links


def test_an_edited_text_is_markdown_a_person_would_write():
    html = clean_html(
        "<h1>Hi</h1><p>It is <em>so</em>: $x_1$.</p><ul><li>a</li></ul><p>$$y$$</p>", base_url=SITE
    ).html
    assert to_markdown(html) == "# Hi\n\nIt is *so*: $x_1$.\n\n- a\n\n$$\ny\n$$"
