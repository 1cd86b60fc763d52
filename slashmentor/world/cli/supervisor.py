"""A process that keeps others running: starts them, starts them again when they die, ends them when it ends."""

import logging
import os
import signal
import threading
import time
from collections.abc import Callable
from multiprocessing import connection, get_context
from types import FrameType
from typing import Any

logger = logging.getLogger(__name__)

# What a process gets to end what it is at, before it is killed.
PATIENCE = 3.0
# One that dies again and again is not started more often than this.
PAUSE = 1.0

# Children are forked from what is loaded already: they start at once and share its memory.
_fork = get_context("fork")


class Supervisor:
    """`add()` what has to run, then `run()` until SIGTERM or SIGINT."""

    def __init__(self) -> None:
        self._jobs: list[tuple[str, Callable[[], None]]] = []
        self._stop = threading.Event()
        self._stop_reader, self._stop_writer = os.pipe()

    def add(self, name: str, function: Callable[[], None]) -> None:
        self._jobs.append((name, function))

    def run(self) -> None:
        """Start everything; come back when it was told to stop and all have ended."""
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self._told)
        processes = {name: self._start(name, function) for name, function in self._jobs}
        started = dict.fromkeys(processes, time.monotonic())
        while not self._stop.is_set():
            connection.wait([self._stop_reader, *(process.sentinel for process in processes.values())])
            for name, function in self._jobs:
                if self._stop.is_set() or processes[name].is_alive():
                    continue
                logger.error("%s ended (status %s), starting it again", name, processes[name].exitcode)
                self._stop.wait(max(0, PAUSE - (time.monotonic() - started[name])))
                if not self._stop.is_set():
                    processes[name], started[name] = self._start(name, function), time.monotonic()
        self._end(list(processes.values()))

    def _told(self, _number: int, _frame: FrameType | None) -> None:
        self._stop.set()
        os.write(self._stop_writer, b"x")

    def _start(self, name: str, function: Callable[[], None]) -> Any:
        process = _fork.Process(target=_child, args=(function, os.getpid()), name=name)
        process.start()
        return process

    @staticmethod
    def _end(processes: list[Any]) -> None:
        for process in processes:
            process.terminate()
        deadline = time.monotonic() + PATIENCE
        for process in processes:
            process.join(max(0, deadline - time.monotonic()))
            if process.is_alive():
                process.kill()
                process.join()


def _child(function: Callable[[], None], parent: int) -> None:
    # The terminal sends Ctrl-C to all of us; the parent passes it on as SIGTERM, once.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    threading.Thread(target=_follow, args=(parent,), daemon=True).start()
    function()


def _follow(parent: int) -> None:
    """End this process when its parent is gone, however that went."""
    while os.getppid() == parent:
        time.sleep(0.5)
    os.kill(os.getpid(), signal.SIGTERM)
    time.sleep(PATIENCE)
    os._exit(1)
