"""What comes in from elsewhere."""

import argparse
import json
import sys
import time
from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path
from typing import Any, Protocol

from django.utils import timezone

from slashmentor.commons.publications.models import Source
from slashmentor.world.transfers.publications import bring_publications
from slashmentor.world.transfers.stackexchange.importing import Result, bring_in
from slashmentor.world.transfers.vocabulary.bringing import bring_vocabulary

_JSON = "the closing figures as JSON on the last line"
_WORKS = {Source.BIBTEX: "a BibTeX file", Source.ORCID: "an ORCID record (JSON, XML or ORCID’s ZIP)"}


class _Figures(Protocol):
    def as_dict(self) -> Mapping[str, Any]: ...


def arguments(parser: argparse.ArgumentParser) -> None:
    kinds = parser.add_subparsers(dest="kind", required=True, metavar="WHAT")
    dump = kinds.add_parser(
        "stackexchange", help="a Stack Exchange data dump; the same command goes on and repeats"
    )
    dump.add_argument(
        "path", metavar="PATH", type=Path, help="a folder, .7z, .zip, .tar.* or the URL-named archive"
    )
    dump.add_argument("--community", metavar="SLUG", help="the community to put it into; made when needed")
    dump.add_argument("--name", metavar="NAME", help="the community's name")
    dump.add_argument("--site", metavar="URL", help="where the site is, for links and thanks")
    dump.add_argument("--json", action="store_true", help=_JSON)
    dump.set_defaults(bring=_stackexchange)
    topics = kinds.add_parser("topics", help="a vocabulary of topics; the same command goes on and repeats")
    topics.add_argument(
        "path",
        metavar="FILE",
        type=Path,
        nargs="?",
        help="OpenAlex’s table of topics (CSV); without it the vocabulary that comes with Slashmentor",
    )
    topics.add_argument("--json", action="store_true", help=_JSON)
    topics.set_defaults(bring=_topics)
    for source, text in _WORKS.items():
        works = kinds.add_parser(source, help=f"publications of a member, from {text}; can be repeated")
        works.add_argument("path", metavar="FILE", type=Path, help=f"{text}, up to 10 MB")
        works.add_argument("--member", metavar="HANDLE", required=True, help="whose they are")
        works.add_argument("--json", action="store_true", help=_JSON)
        works.set_defaults(bring=_works, source=source)


def run(given: argparse.Namespace) -> None:
    result = given.bring(given)
    if given.json:
        print(json.dumps(result.as_dict()))


def _topics(given: argparse.Namespace) -> _Figures:
    path = given.path.expanduser() if given.path else None
    progress = _OneLine()
    result = bring_vocabulary(path, progress=progress, now=timezone.now())
    progress.end()
    print("Here are from this vocabulary:")
    for name, number in (*result.kinds.items(), ("in all", result.topics)):
        print(f"  {number:>10,}  {name}")
    print(f"  {result.joined:>10,}  of them one with a topic of another vocabulary")
    _say_left_out(result.left_out)
    print(f"{result.seconds:.1f} s, {result.rows_per_second:,} rows/s, at most {result.peak_mb} MB of memory")
    return result


def _works(given: argparse.Namespace) -> _Figures:
    progress = _OneLine()
    result, problems = bring_publications(
        given.path.expanduser(),
        source=given.source,
        handle=given.member,
        progress=progress,
        now=timezone.now(),
    )
    progress.end()
    for one in problems:
        print(f"line {one.line}: {one.why} {one.text}", file=sys.stderr)
    print(f"@{result.member} has from this file:")
    print(f"  {result.publications:>10,}  publications")
    print(f"  {result.added:>10,}  of them new")
    _say_left_out(result.left_out)
    print(f"{result.seconds:.1f} s, at most {result.peak_mb} MB of memory")
    return result


def _stackexchange(given: argparse.Namespace) -> _Figures:
    progress = _OneLine()
    result = bring_in(
        given.path.expanduser(),
        slug=given.community,
        name=given.name,
        site=given.site,
        progress=progress,
        now=timezone.now(),
    )
    progress.end()
    _table(result)
    return result


class _OneLine:
    """One line that changes on a terminal, one line for each table elsewhere."""

    def __init__(self) -> None:
        self._phase = ""
        self._rows = 0
        self._begun = time.monotonic()

    def __call__(self, phase: str, rows: int, share: float) -> None:
        self._rows += rows
        if sys.stderr.isatty():
            print(f"\r\x1b[K{self._state(phase, share)}", end="", file=sys.stderr, flush=True)
        elif phase != self._phase:
            print(f"{phase} …", file=sys.stderr, flush=True)
        self._phase = phase

    def end(self) -> None:
        """What follows begins on a line of its own."""
        if sys.stderr.isatty():
            print(file=sys.stderr)

    def _state(self, phase: str, share: float) -> str:
        seconds = max(time.monotonic() - self._begun, 0.001)
        left = f", {timedelta(seconds=round(seconds * (1 - share) / share))} to go" if share else ""
        return f"{share:4.0%}  {phase}: {self._rows:,} rows, {self._rows / seconds:,.0f} rows/s{left}"


def _table(result: Result) -> None:
    figures = result.as_dict()
    print("The community holds from this dump:")
    for name in ("questions", "answers", "comments", "topics", "members", "votes", "badges", "links"):
        print(f"  {figures[name]:>10,}  {name}")
    _say_left_out(result.left_out)
    print(f"{result.seconds:.0f} s, {result.rows_per_second:,} rows/s, at most {result.peak_mb} MB of memory")


def _say_left_out(left_out: dict[str, int]) -> None:
    if left_out:
        print("Left out, and why:")
        for reason, count in sorted(left_out.items(), key=lambda row: -row[1]):
            print(f"  {count:>10,}  {reason}")
