"""A few processes that wash texts while this one writes to the database."""

import os
import subprocess
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from types import TracebackType
from typing import Self, TypeVar

import slashmentor
from slashmentor.world.transfers.memory import peak_kb
from slashmentor.world.transfers.stackexchange.washing import Manner, Text, Washed, receive, send, wash

T = TypeVar("T")
_PROGRAM = "slashmentor.world.transfers.stackexchange.washer"


class Washers:
    """Washes batches of texts, one batch ahead of who takes them. With `count=0`, in this process."""

    def __init__(self, manner: Manner, count: int) -> None:
        self._manner = manner
        self._processes = [self._start() for _ in range(count)]
        self._out: list[
            tuple[list[int], list[Text]]
        ] = []  # what each of them has got: places in the batch, texts

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, where: TracebackType | None
    ) -> None:
        for process in self._processes:
            process.kill()
            process.communicate()

    def ahead(self, batches: Iterable[tuple[T, list[Text]]]) -> Iterator[tuple[T, list[Washed]]]:
        """Yield each batch with its texts washed; meanwhile the next one is being washed."""
        waiting: list[T] = []
        for batch, texts in batches:
            if not self._processes:
                yield batch, wash(texts, self._manner)
                continue
            done = self._collect()
            self._hand_out(texts)
            if waiting:
                yield waiting.pop(), done
            waiting.append(batch)
        if waiting:
            yield waiting.pop(), self._collect()

    def peak_mb(self) -> int:
        """The most memory that this process and its helpers have had, each at its own worst moment."""
        return round(sum(map(peak_kb, ["self", *(str(process.pid) for process in self._processes)])) / 1024)

    def _start(self) -> "subprocess.Popen[bytes]":
        # The tree that this process runs from, wherever it was started and however it is installed.
        root = str(Path(slashmentor.__file__).parent.parent)
        path = os.pathsep.join(filter(None, (root, os.environ.get("PYTHONPATH"))))
        process = subprocess.Popen(  # noqa: S603  our own module, no words of anybody
            [sys.executable, "-m", _PROGRAM],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env={**os.environ, "PYTHONPATH": path},
        )
        assert process.stdin
        send(process.stdin, self._manner)
        return process

    def _hand_out(self, texts: list[Text]) -> None:
        """Share a batch out, the longest texts first, each to who has least to do."""
        shares: list[list[int]] = [[] for _ in self._processes]
        loads = [0] * len(shares)
        for place in sorted(range(len(texts)), key=lambda place: -len(texts[place].source)):
            least = loads.index(min(loads))
            shares[least].append(place)
            loads[least] += len(texts[place].source) + 200
        self._out = [(share, [texts[place] for place in share]) for share in shares]
        for process, (_, share_texts) in zip(self._processes, self._out, strict=True):
            assert process.stdin
            try:
                send(process.stdin, share_texts)
            except BrokenPipeError:
                continue  # noticed when its share is collected

    def _collect(self) -> list[Washed]:
        done: dict[int, Washed] = {}
        for process, (places, texts) in zip(self._processes, self._out, strict=False):
            assert process.stdout
            try:
                washed = receive(process.stdout)
            except EOFError:
                # It was killed, for its memory perhaps: its share isn't lost, only later.
                washed = wash(texts, self._manner)
            done.update(zip(places, washed, strict=True))
        self._out = []
        return [done[place] for place in range(len(done))]
