"""Writing down what happened, and telling those who want to hear."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

from django.db import connection, models, transaction

from slashmentor.base.jobs import job

# Happenings whose ids `latest` adds up on PostgreSQL; a transaction has to commit before that many others do.
_WINDOW = 200

_NEWEST = {
    "sqlite": "SELECT COALESCE(MAX(id), 0) FROM happenings_happening",
    # Not MAX(id): of two transactions the one with the lower id may commit last, and would change nothing.
    # The sum of the newest ids grows with each that appears, in whatever order.
    "postgresql": (
        "SELECT COALESCE(SUM(id), 0)::bigint FROM"  # noqa: S608 - a number of ours
        f" (SELECT id FROM happenings_happening ORDER BY id DESC LIMIT {_WINDOW}) AS newest"
    ),
}

_listeners: dict[str, Callable[[Any], None]] = {}
_hearing: dict[str, list[str]] = defaultdict(list)


def happened(
    verb: str, *, by: Any = None, about: models.Model | None = None, now: datetime, **data: Any
) -> Any:
    """Write down one thing that was done, and one job for each listener, in the caller's transaction.

    `by` is the member who did it (None: nobody, or a stranger), `data` what else a listener needs, JSON.
    Returns the Happening.
    """
    # Models can't be imported when this package is, since Django imports it to find them.
    from slashmentor.commons.happenings.models import Happening

    with transaction.atomic():
        happening = Happening.objects.create(
            verb=verb,
            by=by,
            about_kind=about._meta.label_lower if about is not None else "",
            about_id=about.pk if about is not None else None,
            data=data,
            at=now,
        )
        tell.later_many({"listener": name, "happening": happening.pk} for name in _hearing.get(verb, ()))
    return happening


def many_happened(
    verb: str, things: Sequence[tuple[Any, models.Model, datetime, dict[str, Any]]], *, told: bool = True
) -> None:
    """`happened()` for thousands of (by, about, now, data) of one verb and one kind of thing at once.

    Not `told`: history that nobody hears of any more, since whoever writes it sees to what follows.
    """
    # Models can't be imported when this package is, since Django imports it to find them.
    from slashmentor.commons.happenings.models import Happening

    with transaction.atomic():
        written = Happening.objects.bulk_create(
            Happening(
                verb=verb, by=by, about_kind=about._meta.label_lower, about_id=about.pk, data=data, at=now
            )
            for by, about, now, data in things
        )
        tell.later_many(
            {"listener": name, "happening": happening.pk}
            for happening in written
            for name in (_hearing.get(verb, ()) if told else ())
        )


def hears(*verbs: str) -> Callable[[Callable[[Any], None]], Callable[[Any], None]]:
    """Call this function with every Happening of these verbs, once each, soon after it was committed.

    It runs as an atomic job: what it writes is written exactly once; when it raises it alone is tried again.
    Import its module in its app's `ready()`. Its name is kept in the queue, so a renamed listener misses
    what waits at that moment.
    """

    def decorate(function: Callable[[Any], None]) -> Callable[[Any], None]:
        name = f"{function.__module__}.{function.__qualname__}"
        if name in _listeners:
            raise TypeError(f"{name} listens already; give hears() all its verbs at once.")
        if len(set(verbs)) != len(verbs) or not verbs:
            raise TypeError(f"{name}: hears() takes each verb once, and at least one.")
        _listeners[name] = function
        for verb in verbs:
            _hearing[verb].append(name)
        return function

    return decorate


def newest_sql() -> str:
    """What `latest()` asks, to be put into another query: such a page costs one query when it is kept."""
    return _NEWEST[connection.vendor]


def latest() -> int:
    """A number that changes with everything that happens, never back: the version of every cached list."""
    with connection.cursor() as cursor:
        cursor.execute(_NEWEST[connection.vendor])
        (number,) = cursor.fetchone()
    return int(number)


@job()
def tell(listener: str, happening: int) -> None:
    """Let one listener hear of one happening."""
    # Models can't be imported when this package is, since Django imports it to find them.
    from slashmentor.commons.happenings.models import Happening

    if listener not in _listeners:
        raise LookupError(f"Nobody called {listener} listens.")
    found = Happening.objects.select_related("by").filter(pk=happening).first()
    if found is not None:
        _listeners[listener](found)
