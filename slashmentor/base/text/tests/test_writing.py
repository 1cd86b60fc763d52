import pytest

from slashmentor.base.text.render import nobody, render, render_inline

OUT = 'rel="nofollow noopener ugc"'

CASES = {
    "# Title": "<h3>Title</h3>",
    "## Title": "<h4>Title</h4>",
    "###### Title": "<h5>Title</h5>",
    "*a* **b** ~~c~~ `d`": "<p><em>a</em> <strong>b</strong> <s>c</s> <code>d</code></p>",
    "<b>bold</b>": "<p>&lt;b&gt;bold&lt;/b&gt;</p>",
    "[a](https://a.example)": f'<p><a href="https://a.example" {OUT}>a</a></p>',
    "[a](/questions/3)": '<p><a href="/questions/3">a</a></p>',
    "[a](mailto:ada@a.example)": '<p><a href="mailto:ada@a.example">a</a></p>',
    "[a](//evil.example)": "<p>[a](//evil.example)</p>",
    "[a](ftp://a.example)": "<p>[a](ftp://a.example)</p>",
    "<https://a.example>": f'<p><a href="https://a.example" {OUT}>https://a.example</a></p>',
    "See https://a.example/b_(c).": f'<p>See <a href="https://a.example/b_(c)" {OUT}>https://a.example/b_(c)</a>.</p>',
    "(www.a.example)": f'<p>(<a href="https://www.a.example" {OUT}>www.a.example</a>)</p>',
    "`https://a.example`": "<p><code>https://a.example</code></p>",
    "@ada and @Emmy-Noether": '<p><a href="/@ada" class="mention">@ada</a> and '
    '<a href="/@emmy-noether" class="mention">@Emmy-Noether</a></p>',
    "ada@a.example, `@ada`": "<p>ada@a.example, <code>@ada</code></p>",
    "[@ada](/x)": '<p><a href="/x">@ada</a></p>',
    "![A cat](/media/cat.png)": '<p><img alt="A cat" src="/media/cat.png" loading="lazy" decoding="async"></p>',
    "![A cat](http://a.example/c.png)": '<p><img alt="A cat" src="https://a.example/c.png" loading="lazy" decoding="async"></p>',
    "![A cat](/logout)": "<p>A cat</p>",
    "![A cat](/media/../logout)": "<p>A cat</p>",
    ">! Snape": '<details class="spoiler">\n<p>Snape</p>\n</details>',
    "> quoted": "<blockquote>\n<p>quoted</p>\n</blockquote>",
    "3. c\n4. d": '<ol start="3">\n<li>c</li>\n<li>d</li>\n</ol>',
    "```python\nx < 1\n```": '<pre data-language="python"><code>x &lt; 1\n</code></pre>',
    "a &amp; b &copy; c": "<p>a &amp; b © c</p>",
    "a\r\nb\x00": "<p>a\nb</p>",
}


@pytest.mark.parametrize(("source", "html"), CASES.items(), ids=CASES)
def test_markdown_becomes_html(source, html):
    assert render(source).html.rstrip("\n") == html


def test_a_table_scrolls_by_itself_and_aligns_by_class():
    html = render("| a | b |\n|:--|--:|\n| 1 | 2 |").html
    assert html.startswith(
        '<div class="scroll" role="region" tabindex="0" aria-label="Table"><table>\n<thead>'
    )
    assert '<td class="left">1</td>\n<td class="right">2</td>' in html


def test_footnotes_lead_there_and_back_and_two_posts_share_a_page():
    html = render("So[^1].\n\n[^1]: Said Ada.", prefix="a7-").html
    assert html == (
        '<p>So<sup class="footnote-ref"><a href="#fn-a7-1" id="fnref-a7-1" role="doc-noteref">1</a></sup>.</p>\n'
        '<section class="footnotes" role="doc-endnotes" aria-label="Footnotes">\n<ol>\n'
        '<li id="fn-a7-1"><p>Said Ada. <a href="#fnref-a7-1" class="footnote-back" role="doc-backlink" '
        'aria-label="Back to the text, note 1">↩︎</a></p>\n</li>\n</ol>\n</section>\n'
    )


def test_a_prefix_cannot_carry_markup():
    with pytest.raises(ValueError, match="prefix"):
        render("a", prefix='"><script>')


def test_people_are_asked_for_once_and_strangers_stay_text():
    asked = []
    made = render(
        "@ada @ADA @ghost @ada", links_to_people=lambda name: asked.append(name) or {"ada": "/@ada"}.get(name)
    )
    assert asked == ["ada", "ghost"]
    assert made.mentions == ("ada",)
    assert made.html.count("<a ") == 3


def test_hashtags_are_listed_and_linked_on_demand():
    made = render("#PhDchat and #1, `#no`", links_to_hashtags=lambda tag: f"/tags/{tag}")
    assert made.hashtags == ("phdchat",)
    assert (
        made.html == '<p><a href="/tags/phdchat" class="hashtag">#PhDchat</a> and #1, <code>#no</code></p>\n'
    )


def test_links_are_told_without_people_and_footnotes():
    made = render("[a](https://a.example) @ada x[^1] https://b.example [a](https://a.example)\n\n[^1]: y")
    assert made.links == ("https://a.example", "https://b.example")


def test_the_plain_text_has_a_line_a_block_and_no_markup():
    made = render(
        "# Hi\n\nSome **bold** $x^2$.[^1]\n\n- one\n- ![A cat](/media/c.png)\n\n|a|b|\n|-|-|\n|1|2|\n\n[^1]: Note"
    )
    assert made.text == "Hi\nSome bold $x^2$.\none\nA cat\na b\n1 2\nNote"


def test_the_excerpt_ends_with_a_whole_word():
    made = render("word " * 100)
    assert made.excerpt == "word " * 39 + "word…"
    assert len(made.excerpt) == 200
    assert render("short").excerpt == "short"


def test_a_comment_is_one_paragraph_without_blocks():
    assert render_inline("# not a title\n\n- `x` *y* @ada").html == (
        '# not a title - <code>x</code> <em>y</em> <a href="/@ada" class="mention">@ada</a>'
    )
    assert render_inline("plain words,\nno markup").html == "plain words, no markup"
    assert render_inline('"a" & <b>').html == '"a" &amp; &lt;b&gt;'
    assert render_inline("@ada", links_to_people=nobody).html == "@ada"
