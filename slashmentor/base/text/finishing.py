"""What happens to parsed Markdown before it becomes HTML: headings, links, pictures, people, hashtags, spoilers."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from markdown_it.common.normalize_url import normalizeLink
from markdown_it.token import Token

from .links import REL, allowed_href, bare_addresses, is_outgoing, picture_src, resolve
from .names import hashtags_in, mentions_in

Address = Callable[[str], str | None]

# A long address defined once and used ten thousand times would make a page of half a gigabyte.
_MAX_ADDRESSES = 500_000

HEADINGS = {"h1": "h3", "h2": "h4", "h3": "h5", "h4": "h5", "h5": "h5", "h6": "h5"}


@dataclass
class Finish:
    """How links are made, and what was found on the way."""

    people: Address
    hashtags: Address | None = None
    rewrite: Address | None = None
    base_url: str = ""
    found_people: dict[str, str | None] = field(default_factory=dict)
    found_hashtags: dict[str, str | None] = field(default_factory=dict)
    found_links: dict[str, None] = field(default_factory=dict)
    spent: int = 0

    def apply(self, tokens: list[Token]) -> None:
        """Change the tokens in place."""
        _open_spoilers(tokens)
        for token in tokens:
            if token.type == "inline":
                token.children = list(self._inline(token.children or []))
            elif token.type in {"heading_open", "heading_close"}:
                token.tag = HEADINGS[token.tag]
            elif style := token.attrs.pop("style", ""):  # cells of tables; our policy allows no inline style
                token.attrs["class"] = str(style).removeprefix("text-align:")

    def _inline(self, tokens: list[Token]) -> Iterator[Token]:
        within = 0
        for token in tokens:
            if token.type == "link_open":
                within += 1
                self._aim(token)
                yield token
            elif token.type == "link_close":
                within -= 1
                yield token
            elif token.type == "image":
                yield self._picture(token)
            elif token.type == "text" and not within:
                yield from self._words(token)
            else:
                yield token

    def _aim(self, link: Token) -> None:
        link.attrs = dict(self.link(str(link.attrs.get("href", "")), str(link.attrs.get("title", ""))))

    def link(self, href: str, title: str) -> dict[str, str]:
        """Return the attributes of a link to `href`; none when it may not lead there."""
        address = self._meant(href)
        self.spent += len(address) + len(title)
        if not allowed_href(address) or self.spent > _MAX_ADDRESSES:
            return {}
        if not address.startswith("#"):
            self.found_links[address] = None
        attributes = {"href": address}
        if is_outgoing(address):
            attributes["rel"] = REL
        if title:
            attributes["title"] = title
        return attributes

    def picture(self, src: str, title: str) -> dict[str, str]:
        """Return the attributes of a picture, without its description; none when it may not be shown."""
        address = picture_src(self._meant(src))
        self.spent += len(address or "") + len(title)
        if address is None or self.spent > _MAX_ADDRESSES:
            return {}
        titled = {"title": title} if title else {}
        return {"src": address, "loading": "lazy", "decoding": "async", **titled}

    def _meant(self, href: str) -> str:
        address = resolve(href, self.base_url)
        return (self.rewrite(address) if self.rewrite and address else None) or address

    def _picture(self, image: Token) -> Token:
        attributes = self.picture(str(image.attrs.get("src", "")), str(image.attrs.get("title", "")))
        for child in image.children or []:
            if child.type == "formula":
                child.type, child.content = "text", child.meta["found"].tex
        if not attributes:
            return Token("text", "", 0, content="".join(child.content for child in image.children or []))
        image.attrs = {"alt": "", **attributes}
        return image

    def _words(self, text: Token) -> Iterator[Token]:
        content = text.content
        position = 0
        for start, end, href, kind in self._addresses_in(content):
            if start < position:
                continue
            yield Token("text", "", 0, content=content[position:start])
            link = Token("link_open", "a", 1, attrs={"href": href})
            if kind:
                link.attrs["class"] = kind
            else:
                self._aim(link)
            yield link
            yield Token("text", "", 0, content=content[start:end])
            yield Token("link_close", "a", -1)
            position = end
        yield Token("text", "", 0, content=content[position:]) if position else text

    def _addresses_in(self, text: str) -> list[tuple[int, int, str, str]]:
        found: list[tuple[int, int, str, str]] = []
        if "://" in text or "www." in text:
            found += ((start, end, normalizeLink(href), "") for start, end, href in bare_addresses(text))
        if "@" in text:
            for match in mentions_in(text):
                if (href := _asked(self.found_people, match[1].lower(), self.people)) is not None:
                    found.append((*match.span(), href, "mention"))
        if "#" in text:
            for match in hashtags_in(text):
                if (href := _asked(self.found_hashtags, match[1].lower(), self.hashtags)) is not None:
                    found.append((*match.span(), href, "hashtag"))
        return sorted(found)


def _asked(known: dict[str, str | None], name: str, address: Address | None) -> str | None:
    """Ask once for each name, however often it stands in the text."""
    if name not in known:
        known[name] = address(name) if address else None
    return known[name]


def _open_spoilers(tokens: list[Token]) -> None:
    """Turn quotes whose first paragraph begins with "!" into <details>, as Stack Exchange writes spoilers."""
    opened: list[bool] = []
    for index, token in enumerate(tokens):
        if token.type == "blockquote_open":
            content = tokens[index + 2] if index + 2 < len(tokens) else token
            opened.append(content.type == "inline" and _begins_with_mark(content))
            if opened[-1]:
                token.type, token.tag, token.attrs = "spoiler_open", "details", {"class": "spoiler"}
        elif token.type == "blockquote_close":
            if opened.pop():
                token.type, token.tag = "spoiler_close", "details"
        elif token.type == "inline" and opened and opened[-1]:
            _drop_marks(token)


def _begins_with_mark(inline: Token) -> bool:
    first = inline.children[0] if inline.children else inline
    return first.type == "text" and first.content.startswith("!")


def _drop_marks(inline: Token) -> None:
    at_start = True
    for child in inline.children or []:
        if child.type == "text" and at_start:
            child.content = child.content.removeprefix("!").lstrip(" ")
        at_start = child.type in {"softbreak", "hardbreak"}
