"""Measuring: `bench pages` prints what pages cost, `bench directory` what finding a mentor does, `bench routing` what the
ranking is worth on real histories, `bench seed` fills a scratch database to measure on.
"""

import argparse
import json
import sys
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path

from slashmentor.base.errors import Failed, Invalid
from slashmentor.commons.people.models import Member
from slashmentor.together.routing.ranking.speed import measure_speed
from slashmentor.world.bench import directory, pages, routing, server
from slashmentor.world.bench.pages import Figures
from slashmentor.world.transfers.memory import peak_mb
from slashmentor.world.transfers.seed import seed

_SPEED_AT = (50_000, 100_000)  # questions, members: the size of the promise
_OF_A_SEARCH = ("p50_ms", "p95_ms", "queries")
_COLUMNS = ("cpu_ms", "ratio_to_hello", "p50_ms", "p95_ms", "rps", "queries", "kb")


def arguments(parser: argparse.ArgumentParser) -> None:
    what = parser.add_subparsers(dest="what", required=True, metavar="pages | directory | routing | seed")
    of_pages = what.add_parser("pages", help="what the main pages cost, beside an empty one")
    of_pages.add_argument("--url", help="a server that runs already (CPU can’t be seen then)")
    of_pages.add_argument("--member", metavar="HANDLE", help="who asks for the signed-in pages")
    of_pages.add_argument("--requests", type=_at_least_1, default=400, help="for each page (400)")
    of_pages.add_argument(
        "--json", action="store_true", help="the figures as one JSON object on the last line"
    )
    of_directory = what.add_parser("directory", help="what finding a mentor costs, in a scratch database")
    of_directory.add_argument("--mentors", type=_at_least_1, default=50_000, help="made-up ones (50000)")
    of_directory.add_argument("--requests", type=_at_least_1, default=100, help="for each search (100)")
    of_directory.add_argument(
        "--json", action="store_true", help="the figures as one JSON object on the last line"
    )
    of_routing = what.add_parser("routing", help="what the ranking is worth, on questions and their answers")
    of_routing.add_argument("files", metavar="FILE", type=Path, nargs="*", help="JSON lines; .xz too")
    of_routing.add_argument(
        "--speed", action="store_true", help="how fast it is at 50,000 made-up questions, instead of files"
    )
    of_routing.add_argument(
        "--json", action="store_true", help="the figures as one JSON object on the last line"
    )
    of_routing.set_defaults(wrong=of_routing.error)
    of_seed = what.add_parser("seed", help="fills a scratch database for load tests")
    for name in ("questions", "members", "posts"):
        of_seed.add_argument(f"--{name}", type=int, default=0)
    of_seed.add_argument("--json", action="store_true", help="what came in, as one JSON object")


def run(given: argparse.Namespace) -> None:
    {"pages": _pages, "directory": _directory, "routing": _routing, "seed": _seed}[given.what](given)


def _pages(given: argparse.Namespace) -> None:
    member = _member(given.member) if given.member else pages.busiest()
    print(f"{'page':22}" + "".join(f"{name:>15}" for name in _COLUMNS))
    if given.url:
        figures = pages.measure(server.at(given.url), member=member, requests=given.requests, told=_print)
    else:
        with server.our_own() as ours:
            figures = pages.measure(ours, member=member, requests=given.requests, told=_print)
    if given.json:
        print(json.dumps(figures))


def _directory(given: argparse.Namespace) -> None:
    print(f"{'search':36}" + "".join(f"{name:>10}" for name in _OF_A_SEARCH))
    figures = directory.measure(mentors=given.mentors, requests=given.requests, told=_print_search)
    print(
        f"{figures['mentors']:,} mentors read in {figures['load_seconds']} s, {figures['load_mb']} MB more;"
        f" at most {figures['peak_mb']} MB"
    )
    if given.json:
        print(json.dumps(figures))


def _print_search(name: str, figures: directory.Figures) -> None:
    values = asdict(figures)
    print(f"{name:36}" + "".join(f"{values[column]!s:>10}" for column in _OF_A_SEARCH), flush=True)


def _print(name: str, figures: Figures) -> None:
    values = asdict(figures)
    print(f"{name:22}" + "".join(f"{values[column]!s:>15}" for column in _COLUMNS), flush=True)


def _member(handle: str) -> Member:
    try:
        found: Member = Member.objects.get(handle=handle.removeprefix("@"), is_active=True)
    except Member.DoesNotExist:
        raise Failed(f"Nobody here is called {handle}.") from None
    return found


def _routing(given: argparse.Namespace) -> None:
    if given.speed == bool(given.files):
        given.wrong("name the files to measure, or --speed without any")
    figures = _speed() if given.speed else _histories(given.files)
    if given.json:
        print(json.dumps(figures))


def _speed() -> Mapping[str, float]:
    figures = {**measure_speed(*_SPEED_AT, told=_progress), "peak_mb": peak_mb()}
    for name, value in figures.items():
        print(f"{name:20}{value:>10}")
    return figures


def _histories(paths: Sequence[Path]) -> routing.Figures:
    """One file's figures as they are; of several, each under its name."""
    found = {}
    for path in paths:
        found[str(path)] = routing.measure(path, told=_progress)
        print("\n".join(routing.table(path.name, found[str(path)])), flush=True)
    return found if len(found) > 1 else found[str(paths[0])]


def _seed(given: argparse.Namespace) -> None:
    if given.questions < 0 or given.members < 0 or given.posts < 0:
        raise Failed("Numbers from 0 up, please.")
    if given.posts:
        raise Failed("--posts waits for the stream; this version has questions and members.")
    try:
        result = seed(questions=given.questions, members=given.members, progress=_progress)
    except Invalid as error:
        raise Failed(error.sentence) from error
    print(
        json.dumps(result) if given.json else ", ".join(f"{count:,} {what}" for what, count in result.items())
    )


def _progress(sentence: str) -> None:
    print(sentence, file=sys.stderr, flush=True)


def _at_least_1(text: str) -> int:
    if (number := int(text)) < 1:
        raise ValueError
    return number
