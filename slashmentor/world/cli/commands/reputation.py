"""Reputation against its ledger: `reputation verify` compares every figure, `--repair` sets right what differs."""

import argparse
import json
import sys
import time

from django.utils import timezone

from slashmentor.commons.standing.verifying import Result, verify

# So many differences are named; of more, how many there are.
_NAMED = 20
_CLEAR = "\r\x1b[K"


def arguments(parser: argparse.ArgumentParser) -> None:
    verbs = parser.add_subparsers(dest="verb", required=True, metavar="verify")
    compare = verbs.add_parser("verify", help="recomputes every figure from its ledger and compares")
    compare.add_argument(
        "--repair", action="store_true", help="set right what differs; lines that lack are added"
    )
    compare.add_argument(
        "--json", action="store_true", help="the closing figures as one JSON object on the last line"
    )


def run(given: argparse.Namespace) -> int:
    """Status 1 when differences remain."""
    begun = time.monotonic()
    found = verify(repair=given.repair, now=timezone.now(), told=_Told())
    # What was set right is looked at once more: a command that repairs has to know that it did.
    remain = verify(repair=False, now=timezone.now()) if given.repair and _sum(found) else found
    left = _sum(remain)
    _table(found, remain if given.repair else None)
    if given.json:
        looked_at = {result.what: result.looked_at for result in found}
        differences = {result.what: result.differences for result in found}
        seconds = round(time.monotonic() - begun, 1)
        print(
            json.dumps(
                {"looked_at": looked_at, "differences": differences, "remaining": left, "seconds": seconds}
            )
        )
    return 1 if left else 0


def _sum(results: list[Result]) -> int:
    return sum(result.differences for result in results)


class _Told:
    """One line that changes on a terminal; differences, the first ones, on lines of their own."""

    def __init__(self) -> None:
        self._named = 0

    def __call__(self, what: str, looked_at: int, differences: list[str]) -> None:
        if sys.stderr.isatty():
            print(f"{_CLEAR}{what}: {looked_at:,}", end="", file=sys.stderr, flush=True)
        for sentence in differences[: _NAMED - self._named]:
            self._named += 1
            print(f"{_CLEAR if sys.stderr.isatty() else ''}{sentence}", file=sys.stderr)


def _table(found: list[Result], remain: list[Result] | None) -> None:
    if sys.stderr.isatty():
        print(_CLEAR, end="", file=sys.stderr)
    for place, result in enumerate(found):
        line = f"  {result.what:28} {result.looked_at:>10,} looked at  {result.differences:>6,} differ"
        print(line if remain is None else f"{line}  {remain[place].differences:>6,} remain")
    if _sum(found) > _NAMED:
        print(f"The first {_NAMED} differences are named above.")
