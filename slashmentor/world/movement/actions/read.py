"""Reading another instance's list, and keeping the directory's lines as it says.

Nothing is locked while a page is fetched. What was heard is written in batches, each a transaction that holds the
instance's row and sees whether this reading is still the latest: so it may be begun twice, killed half-way or
overtaken, and the directory ends as the last one heard it.
"""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import F

from slashmentor.base.fetch import OUTSIDE, Door, NotFetched
from slashmentor.base.jobs import every, job
from slashmentor.parts.mentors.actions import next_version, take_down
from slashmentor.parts.mentors.models import Listing
from slashmentor.parts.mentors.models.listing import Source
from slashmentor.parts.mentors.searched import folded
from slashmentor.parts.mentors.taking.reading import Read, listing_values

from ..hearing import Heard, hear
from ..models import Instance

AGAIN = timedelta(hours=6)
SILENT = timedelta(days=14)
# All of a list once in a while: summer time moves hours, and what was missed once comes in.
WHOLE = timedelta(days=3)
_LONGEST_PAUSE = timedelta(hours=24)
_AT_ONCE = 200  # rows of a transaction
_INSTANCES = 500  # an hour
_EARLIEST = datetime(2000, 1, 1, tzinfo=UTC)


class _Overtaken(Exception):
    """A later reading began, or the instance was taken away: this one writes nothing more."""


@every(minutes=60)
@job()
def read_due(*, now: datetime) -> None:
    """Have those read whose time has come."""
    due = Instance.objects.filter(next_at__lte=now).order_by("next_at").values_list("pk", flat=True)
    for pk in due[:_INSTANCES]:
        read_instance.later(instance=pk, key=f"movement:{pk}")


@job(atomic=False)
def read_instance(instance: int, *, now: datetime) -> None:
    """Read one instance's list."""
    read_list(instance, now=now)


def read_list(pk: int, *, through: Door = OUTSIDE, now: datetime) -> Instance | None:
    """Fetch what is new in the list, or all of it, and write it down. The instance as it is then, None if it went."""
    Instance.objects.filter(pk=pk).update(turn=F("turn") + 1, tried_at=now)
    instance = Instance.objects.filter(pk=pk).first()
    if instance is None:
        return None
    try:
        _read(instance, through, now)
    except NotFetched as error:
        _failed(instance, error.sentence, now)
    except _Overtaken:
        pass
    return Instance.objects.filter(pk=pk).first()


def _read(instance: Instance, through: Door, now: datetime) -> None:
    since = instance.revision
    if since is not None and instance.whole_at is not None and now - instance.whole_at < WHOLE:
        heard = hear(instance.address, since=since, through=through)
        # Nobody is named who left. Whoever counts as many as are known here lost nobody; whose revision went back
        # was brought back from a copy.
        if heard.revision is not None and heard.revision >= since and not heard.is_cut:
            _write(instance, heard, now)
            if heard.count == _listed(instance):
                _done(instance, heard, now, whole_at=instance.whole_at)
                return
    heard = hear(instance.address, through=through)
    _drop_others(instance, set(heard.mentors))
    _write(instance, heard, now)
    _done(instance, heard, now, whole_at=now)


def _write(instance: Instance, heard: Heard, now: datetime) -> None:
    """Make the lines of those who were heard of say what they say; what says it already isn't touched."""
    for batch in _parted(list(heard.mentors)):
        with transaction.atomic():
            _my_turn(instance)
            known = {row.url: row for row in Listing.objects.filter(instance=instance.address, url__in=batch)}
            changed: list[Listing] = []
            for url in batch:
                row = known.get(url) or Listing(instance=instance.address, source=Source.INSTANCE, url=url)
                if _says(row, heard.mentors[url], now):
                    changed.append(row)
            version = next_version() if changed else 0
            for row in changed:
                row.version = version
                row.save()


def _says(row: Listing, read: Read, now: datetime) -> bool:
    """Let the line say what was read; whether that is anything new."""
    values: dict[str, Any] = {**listing_values(read, on=now.date()), "gone": False}
    values["words"] = folded(values["words"])  # as they are kept
    if row.pk is None or read["published"]:
        values["published_at"] = _moment(read["published"], now)
    if row.pk is None or read["updated"]:
        values["changed_at"] = _moment(read["updated"], now)
    new = {name: value for name, value in values.items() if getattr(row, name) != value}
    for name, value in new.items():
        setattr(row, name, value)
    return row.pk is None or bool(new)


def _drop_others(instance: Instance, there: set[str]) -> None:
    """Take down the lines of pages that the whole list has no longer."""
    rows = Listing.objects.filter(instance=instance.address, gone=False).values_list("pk", "url")
    for batch in _parted([pk for pk, url in rows if url not in there]):
        with transaction.atomic():
            _my_turn(instance)
            take_down(Listing.objects.filter(pk__in=batch))


def _done(instance: Instance, heard: Heard, now: datetime, *, whole_at: datetime) -> None:
    with transaction.atomic():
        _my_turn(instance)
        Instance.objects.filter(pk=instance.pk).update(
            state=Instance.State.READ,
            why=heard.why,
            name=heard.name,
            count=_listed(instance),
            revision=heard.revision,
            whole_at=whole_at,
            read_at=now,
            next_at=now + AGAIN,
            failures=0,
        )


def _failed(instance: Instance, sentence: str, now: datetime) -> None:
    """Try again, ever more slowly; after two weeks of silence nobody of there is listed any more."""
    with transaction.atomic():
        try:
            _my_turn(instance)
        except _Overtaken:
            return
        silent = now - (instance.read_at or instance.added_at) >= SILENT
        if silent:
            take_down(Listing.objects.filter(instance=instance.address))
        pause = min(timedelta(hours=1) * 2 ** min(instance.failures, 10), _LONGEST_PAUSE)
        Instance.objects.filter(pk=instance.pk).update(
            state=Instance.State.SILENT if silent else Instance.State.FAILING,
            why=sentence[:300],
            count=0 if silent else instance.count,
            # What is listed nobody knows by then, so all of it is read next.
            revision=None if silent else instance.revision,
            failures=min(instance.failures + 1, 1000),
            next_at=now + pause,
        )


def _my_turn(instance: Instance) -> None:
    """Hold the instance's row until the transaction ends. Raises _Overtaken when a later reading has begun."""
    if Instance.objects.select_for_update().filter(pk=instance.pk, turn=instance.turn).first() is None:
        raise _Overtaken


def _listed(instance: Instance) -> int:
    return Listing.objects.filter(instance=instance.address, gone=False).count()


def _moment(said: str | None, now: datetime) -> datetime:
    """Never in the future, where it would stay the newest for ever."""
    return min(max(datetime.fromisoformat(said), _EARLIEST), now) if said else now


def _parted(things: Sequence[Any]) -> Iterator[Sequence[Any]]:
    for start in range(0, len(things), _AT_ONCE):
        yield things[start : start + _AT_ONCE]
