"""The vocabulary of this instance, ready for `matching`: built once in a process, and anew when it has changed."""

from threading import Lock

from django.db.models import Count, Max, Q

from slashmentor.commons.publications.matching import Described, Vocabulary
from slashmentor.commons.topics.models import Topic

_lock = Lock()
_kept: list[tuple[tuple[int, ...], Vocabulary]] = []


def vocabulary() -> Vocabulary:
    """All topics there are now. Half a second for the first who asks, with some thousands of them."""
    version = _version()
    with _lock:
        if not _kept or _kept[0][0] != version:
            rows = Topic.objects.values_list("id", "name", "label", "keywords", "summary").order_by("id")
            _kept[:] = [(version, Vocabulary(Described(*row) for row in rows.iterator(chunk_size=2000)))]
        return _kept[0][1]


def forget() -> None:
    """Of another database nothing holds any more."""
    _kept.clear()


def _version() -> tuple[int, ...]:
    figures = Topic.objects.aggregate(
        topics=Count("id"), newest=Max("id"), labelled=Count("id", filter=~Q(label=""))
    )
    return tuple(figure or 0 for figure in figures.values())
