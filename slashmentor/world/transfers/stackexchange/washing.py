"""Making a dump's HTML safe and ours: the costly part of an import, so done by processes of its own (washer.py).

Nothing here needs a database or settings.
"""

import html
import pickle
import re
import struct
from collections.abc import Callable
from dataclasses import dataclass
from typing import IO, Any, Literal, NamedTuple

from slashmentor.base.text.characters import TooLong
from slashmentor.base.text.fold import excerpt
from slashmentor.base.text.html import clean_html, clean_inline
from slashmentor.base.text.render import Rendered

_LENGTH = struct.Struct("<Q")
# What is left of a text that is longer than any real one.
_CUT = 200_000


@dataclass(frozen=True)
class Manner:
    """What washing has to know of a site."""

    url: str
    """The site's address, to which links in its texts may be relative; "" when it isn't known."""
    slug: str
    """The community that it becomes here."""
    formulas: bool
    """Whether $…$ is a formula there, not money."""


class Text(NamedTuple):
    """A text to be washed: a post's HTML, or a comment in its small Markdown."""

    kind: Literal["post", "comment"]
    source: str


class Washed(NamedTuple):
    html: str
    plain: str
    excerpt: str


def wash(texts: list[Text], manner: Manner) -> list[Washed]:
    """Wash texts, in their order."""
    rewrite = rewriter(manner)
    return [_wash(text, manner, rewrite) for text in texts]


def rewriter(manner: Manner) -> Callable[[str], str | None]:
    """A function that turns addresses of the site's questions, answers and topics into paths of ours."""
    if not manner.url:
        return lambda _: None
    site = re.escape(re.sub(r"^https?://", "", manner.url))
    post = re.compile(
        rf"https?://{site}/(?:questions|q|a)/(?P<first>\d{{1,18}})(?P<rest>[/?#][^#]*)?(?P<hash>#.*)?\Z",
        re.IGNORECASE,
    )
    topic = re.compile(
        rf"https?://{site}/(?:questions/tagged|tags)/(?P<name>[\w.+#%-]+)(?:/(?:info|hot|new))?/?\Z",
        re.IGNORECASE,
    )

    def rewrite(address: str) -> str | None:
        if match := post.match(address):
            # /questions/1/its-title/2#2 is the second post, an answer.
            answer = re.fullmatch(r"#(\d{1,18})", match["hash"] or "")
            return f"/c/{manner.slug}/questions/{answer[1] if answer else match['first']}"
        if match := topic.match(address):
            return f"/topics/{match['name'].lower()}"
        return None

    return rewrite


def _wash(text: Text, manner: Manner, rewrite: Callable[[str], str | None]) -> Washed:
    try:
        done = _rendered(text, manner, rewrite)
    except TooLong:
        done = _rendered(Text(text.kind, text.source[:_CUT]), manner, rewrite)
    except Exception:  # noqa: BLE001  one odd post among millions isn't worth an import: it is shown as plain text
        plain = html.unescape(re.sub(r"<[^>]{0,1000}>", " ", text.source[:_CUT]))
        return Washed(f"<p>{html.escape(plain)}</p>", plain, excerpt(plain))
    return Washed(done.html, done.text, done.excerpt)


def _rendered(text: Text, manner: Manner, rewrite: Callable[[str], str | None]) -> Rendered:
    if text.kind == "comment":
        return clean_inline(text.source, base_url=manner.url, rewrite=rewrite, formulas=manner.formulas)
    return clean_html(text.source, base_url=manner.url, rewrite=rewrite, formulas=manner.formulas)


def send(pipe: IO[bytes], thing: Any) -> None:
    """Write one thing that `receive` reads at the other end."""
    packed = pickle.dumps(thing, pickle.HIGHEST_PROTOCOL)
    pipe.write(_LENGTH.pack(len(packed)))
    pipe.write(packed)
    pipe.flush()


def receive(pipe: IO[bytes]) -> Any:
    """What the other end sent; EOFError when it has ended."""
    head = pipe.read(_LENGTH.size)
    if len(head) < _LENGTH.size:
        raise EOFError
    (length,) = _LENGTH.unpack(head)
    packed = pipe.read(length)
    if len(packed) < length:
        raise EOFError
    return pickle.loads(packed)  # noqa: S301  from our own process, through a pipe that nobody else holds
