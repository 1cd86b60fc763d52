"""The vocabulary that comes with Slashmentor: fields of science and scholarship, and what mentoring is asked about.

Written for it, as two trees that are nice to read and to add to (content/*.json). `same_as` names the entry of OpenAlex
that means the same under a longer name, so that the two trees grow together.
"""

import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from slashmentor.commons.topics.actions import Term

CONTENT = Path(__file__).parent / "content"
NAME = "slashmentor"


def terms() -> Iterator[Term]:
    """All entries, what is broader before what is narrower."""
    for file in ("mentoring", "sciences"):
        for one in _read(file):
            yield from _with_narrower(one, "")


@cache
def same_as() -> dict[str, str]:
    """Our name for an entry of OpenAlex: {"field/31": "physics"}."""
    return dict(
        _same(one) for file in ("mentoring", "sciences") for one in _all(_read(file)) if "same_as" in one
    )


def _with_narrower(one: dict[str, Any], broader: str) -> Iterator[Term]:
    origin = f"{NAME}:{one['name']}"
    yield Term(origin, [one["name"]], one["label"], one["summary"], one["keywords"], broader)
    for narrower in one.get("narrower", ()):
        yield from _with_narrower(narrower, origin)


def _all(entries: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for one in entries:
        yield one
        yield from _all(one.get("narrower", []))


def _same(one: dict[str, Any]) -> tuple[str, str]:
    return one["same_as"], one["name"]


def _read(name: str) -> list[dict[str, Any]]:
    content: list[dict[str, Any]] = json.loads((CONTENT / f"{name}.json").read_text(encoding="utf-8"))
    return content
