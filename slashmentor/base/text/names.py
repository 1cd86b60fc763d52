"""@handles and #hashtags in text."""

import re

# Not after a letter (an e-mail address), a slash (an address), nor when it goes on with @host or .host: that is
# somebody elsewhere.
MENTION = re.compile(
    r"(?<![\w@/.#&-])@([A-Za-z0-9_][A-Za-z0-9_-]{0,28}[A-Za-z0-9_])(?![\w@]|[.-]\w)", re.ASCII
)
# Any script: #ماجستير is a hashtag too. Not after & or / or a letter: entities, fragments of addresses, C#.
HASHTAG = re.compile(r"(?<![\w@/#&-])#(\w[\w-]{0,28}\w)(?![\w#])")
_TICKS = re.compile(r"`+")
_FENCE = re.compile(r"^ {0,3}(```+|~~~+)", re.MULTILINE)


def find_mentions(text: str) -> tuple[str, ...]:
    """Return the handles mentioned in Markdown `text`, lower case, each once, in order; none from code."""
    if "@" not in text:
        return ()
    return tuple(dict.fromkeys(match[1].lower() for match in mentions_in(without_code(text))))


def find_hashtags(text: str) -> tuple[str, ...]:
    """Return the hashtags in Markdown `text` without their #, lower case, each once, in order; none from code."""
    if "#" not in text:
        return ()
    return tuple(dict.fromkeys(match[1].lower() for match in hashtags_in(without_code(text))))


def mentions_in(text: str) -> list[re.Match[str]]:
    """Return a match, with the handle as group 1, for each mention in plain text."""
    return [match for match in MENTION.finditer(text) if _is_whole(match)]


def hashtags_in(text: str) -> list[re.Match[str]]:
    """Return a match, with the word as group 1, for each hashtag in plain text; "#1" is a number."""
    return [
        match for match in HASHTAG.finditer(text) if not match[1].replace("_", "").replace("-", "").isdigit()
    ]


def without_code(text: str) -> str:
    """Return Markdown `text` without fenced blocks and code spans, in time linear to its length."""
    if "`" not in text and "~~~" not in text:
        return text
    return _without_spans(_without_fences(text))


def _is_whole(match: re.Match[str]) -> bool:
    # re.ASCII lets "@adaé" end after "ada": a letter of any script goes on.
    after = match.string[match.end() : match.end() + 1]
    before = match.string[match.start() - 1 : match.start()] if match.start() else ""
    return not (after.isalnum() or before.isalnum())


def _without_fences(text: str) -> str:
    kept: list[str] = []
    fence = ""
    for line in text.splitlines(keepends=True):
        match = _FENCE.match(line)
        if not fence:
            if match and not (match[1][0] == "`" and "`" in line[match.end() :]):
                fence = match[1]
            else:
                kept.append(line)
        elif match and match[1].startswith(fence) and not line[match.end() :].strip():
            fence = ""
            kept.append("\n")
    return "".join(kept)


def _without_spans(text: str) -> str:
    """A run of ticks opens a span when a run of the same length follows."""
    runs = [match.span() for match in _TICKS.finditer(text)]
    places: dict[int, list[int]] = {}
    for index in range(len(runs) - 1, -1, -1):
        start, end = runs[index]
        places.setdefault(end - start, []).append(index)
    kept: list[str] = []
    position = index = 0
    while index < len(runs):
        start, end = runs[index]
        same = places[end - start]
        while same and same[-1] <= index:
            same.pop()
        if same:
            kept += (text[position:start], " ")
            index = same[-1]
            position = runs[index][1]
        index += 1
    kept.append(text[position:])
    return "".join(kept)
