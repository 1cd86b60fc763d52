"""`@job()` and `@every(…)`: which functions the queue may call, and how they are written down."""

import importlib
import inspect
import json
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any, Generic, ParamSpec, TypeVar

P = ParamSpec("P")
R = TypeVar("R")

_known: dict[str, "Task[..., Any]"] = {}
_RESERVED = {"key", "at"}


class Task(Generic[P, R]):
    """A function that can be done later. Called as it is, it is done now, by the caller."""

    def __init__(self, function: Callable[P, R], *, retries: int, atomic: bool) -> None:
        self.function = function
        self.name = f"{function.__module__}.{function.__qualname__}"
        self.retries = retries
        self.atomic = atomic
        self.interval: timedelta | None = None
        self.__doc__ = function.__doc__
        self._parameters = inspect.signature(function)
        self.takes_now = "now" in self._parameters.parameters
        if taken := _RESERVED & set(self._parameters.parameters):
            raise TypeError(
                f"{self.name}: {', '.join(sorted(taken))} is a word of later(), call it otherwise."
            )

    def __call__(self, *args: P.args, **kwargs: P.kwargs) -> R:
        return self.function(*args, **kwargs)

    def later(self, *, key: str | None = None, at: datetime | None = None, **args: Any) -> None:
        """Write the call down, in the caller's transaction: it is made once that is committed, and only then.

        `key`: when a job with this key waits already, none is added (but the waiting one comes no later than `at`).
        `at`: not before then. `args` have to be JSON.
        """
        self._write([args], key=key, at=at)

    def later_many(self, calls: Iterable[Mapping[str, Any]], *, at: datetime | None = None) -> None:
        """`later()` for many calls, in one INSERT."""
        self._write(calls, key=None, at=at)

    def _write(self, calls: Iterable[Mapping[str, Any]], *, key: str | None, at: datetime | None) -> None:
        # Models can't be imported when this package is, since Django imports it to find them.
        from slashmentor.base.jobs import queue

        rows = []
        for args in calls:
            # A call that doesn't fit is an error of who writes it down, not of the worker later.
            self._parameters.bind(**args, **({"now": None} if self.takes_now else {}))
            rows.append(json.loads(json.dumps(dict(args), allow_nan=False)))
        queue.add(self.name, rows, key=key, at=at)


def job(*, retries: int = 8, atomic: bool = True) -> Callable[[Callable[P, R]], Task[P, R]]:
    """Make a function a job. It may have a parameter `now`, which the queue fills in.

    An atomic job's effects and the end of its row are one transaction: exactly once, however often workers die.
    Give `atomic=False` to what speaks with other servers or takes more than a second (SQLite has one writer):
    such a job may be begun twice, so it has to be safe to repeat.
    A job that raises is done again up to `retries` times, ever more slowly; then it stays as failed for `doctor`.
    """

    def decorate(function: Callable[P, R]) -> Task[P, R]:
        task = Task(function, retries=retries, atomic=atomic)
        if task.name in _known:
            raise TypeError(f"There is a job called {task.name} already.")
        _known[task.name] = task
        return task

    return decorate


def every(*, minutes: float) -> Callable[[Task[P, R]], Task[P, R]]:
    """Do this job, which takes no arguments but `now`, again and again; once after a pause, however long it was.

    Stands above `@job()`, in a module that its app imports in `ready()`.
    """

    def decorate(task: Task[P, R]) -> Task[P, R]:
        task.interval = timedelta(minutes=minutes)
        return task

    return decorate


def scheduled() -> list[Task[..., Any]]:
    return [task for task in _known.values() if task.interval]


def find(name: str) -> Task[..., Any]:
    """The job of that name; LookupError when the code has none (any more)."""
    if name not in _known:
        try:
            importlib.import_module(name.rpartition(".")[0])
        except (ImportError, ValueError) as error:
            raise LookupError(f"There is no job called {name}.") from error
    if name not in _known:
        raise LookupError(f"There is no job called {name}.")
    return _known[name]
