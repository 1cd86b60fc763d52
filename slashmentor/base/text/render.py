"""Markdown in, safe HTML out."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from . import grammar
from .characters import MAX_SOURCE, bounded
from .finishing import Finish
from .fold import excerpt, plain_text
from .sanitise import sanitise


@dataclass(frozen=True, slots=True)
class Rendered:
    """A text in the forms that pages, search, feeds and listeners need."""

    html: str
    text: str
    """Plain: a line a block, formulas as `$TeX$`."""
    excerpt: str
    """The first words, one line, at most 200 characters."""
    mentions: tuple[str, ...] = ()
    """Handles that became links, lower case, each once, in order."""
    hashtags: tuple[str, ...] = ()
    links: tuple[str, ...] = ()
    """Where the links lead, each once, in order, without those to people, hashtags and footnotes."""


def profile(handle: str) -> str | None:
    """Link to `/@handle`, whoever that is."""
    return f"/@{handle}"


def nobody(_: str) -> str | None:
    """Link to nobody."""
    return None


_posts = grammar.posts()
_remarks = grammar.remarks()
_PREFIX = re.compile(r"[a-z0-9-]*")


def render(
    source: str,
    *,
    links_to_people: Callable[[str], str | None] = profile,
    links_to_hashtags: Callable[[str], str | None] | None = None,
    prefix: str = "",
) -> Rendered:
    """Return Markdown `source` rendered; safe to show whoever wrote it.

    `links_to_people` is asked once for each handle (lower case) and returns its address, or None for no link.
    Without `links_to_hashtags` hashtags are listed, not linked. `prefix` ("a12-") keeps the ids of footnotes apart
    when several texts share a page.
    Raises `TooLong` above 100,000 bytes, and nothing else, whatever the source.
    """
    if not _PREFIX.fullmatch(prefix):
        raise ValueError(f"A prefix has lower-case letters, digits and hyphens only, unlike {prefix!r}.")
    finish = Finish(people=links_to_people, hashtags=links_to_hashtags)
    env = {"prefix": prefix}
    tokens = _posts.parse(bounded(source, MAX_SOURCE), env)
    finish.apply(tokens)
    return made(sanitise(_posts.renderer.render(tokens, _posts.options, env)), finish)


def render_inline(
    source: str,
    *,
    links_to_people: Callable[[str], str | None] = profile,
    links_to_hashtags: Callable[[str], str | None] | None = None,
    rewrite: Callable[[str], str | None] | None = None,
    base_url: str = "",
    formulas: bool = True,
) -> Rendered:
    """Return one paragraph of Markdown rendered, without the <p>: emphasis, code, links, mentions, formulas.

    `base_url` and `rewrite` as in `html.clean_html`. Raises `TooLong` above 100,000 bytes, and nothing else.
    """
    source = bounded(source, MAX_SOURCE)
    if not _MARKED.search(source):  # most comments are plain words: 100 times cheaper
        text = " ".join(source.split())
        return Rendered(html=text, text=text, excerpt=excerpt(text))
    finish = Finish(people=links_to_people, hashtags=links_to_hashtags, rewrite=rewrite, base_url=base_url)
    env = {"formulas": formulas}
    tokens = _remarks.parseInline(" ".join(source.split()), env)
    finish.apply(tokens)
    return made(sanitise(_remarks.renderer.render(tokens, _remarks.options, env)), finish)


_MARKED = re.compile(r"[\\`*_\[<>&$@#~\"]|://|www\.", re.IGNORECASE)


def made(html: str, finish: Finish) -> Rendered:
    """Return the sanitised `html` with what was found in it."""
    text = plain_text(html)
    return Rendered(
        html=html,
        text=text,
        excerpt=excerpt(text),
        mentions=_linked(finish.found_people.items()),
        hashtags=tuple(finish.found_hashtags),
        links=tuple(finish.found_links),
    )


def _linked(found: Iterable[tuple[str, str | None]]) -> tuple[str, ...]:
    return tuple(name for name, href in found if href is not None)
