"""Who joined, and how many: what /mentors/join shows of the directory."""

from collections import defaultdict
from datetime import UTC, date, datetime, timedelta
from typing import NamedTuple

from django.core.cache import cache
from django.db import connection
from django.db.models import Count, Q
from django.db.models.functions import TruncMonth

from slashmentor.commons.people.models import Member
from slashmentor.commons.people.models.member import initials_of
from slashmentor.commons.safety.queries.blocks import blocked_with

from ..models import Listing, Offer, Shelf
from ..models.listing import Source

ON_THE_WALL = 18
MONTHS = 12  # of the plot
_KEPT = 600  # seconds
_SMALL = 5000  # changes; a directory that saw more of them counts itself anew only now and then
_STEP = 100


class Joined(NamedTuple):
    """Somebody on the wall."""

    name: str
    line: str
    url: str
    picture: str
    source: str

    @property
    def initials(self) -> str:
        return initials_of(self.name) or "/"

    @property
    def where(self) -> str:
        """The host of a page that is elsewhere, without its www."""
        if self.source == Source.HERE:
            return ""
        return self.url.partition("://")[2].partition("/")[0].removeprefix("www.")


class Month(NamedTuple):
    month: date
    joined: int


class Figures(NamedTuple):
    """How large the movement is as far as it is known here."""

    here: int
    outside: int
    elsewhere: int  # mentors of other instances
    instances: int
    languages: int
    zones: int
    months: list[Month]  # the last twelve, this one at the end

    @property
    def mentors(self) -> int:
        return self.here + self.outside + self.elsewhere


def directory_version() -> int:
    """The version of the directory: whatever this page shows of it changes with it. One tiny query."""
    return Shelf.objects.filter(pk=1).values_list("version", flat=True).first() or 0


def on_the_wall(viewer: Member | None) -> list[Joined]:
    """Those who joined last, the newest first, without whoever is paused or doesn't want to be found by search engines,
    which read this too; for members without those with whom there is a block. One query, two for members.
    """
    found = Listing.objects.filter(gone=False, paused=False).exclude(offer__indexable=False)
    if viewer is not None and (apart := blocked_with(viewer.pk)):
        found = found.exclude(offer__member__in=apart).exclude(page__member__in=apart)
    columns = ("name", "line", "url", "picture", "source")
    rows = found.order_by("-published_at", "-id").values_list(*columns)[:ON_THE_WALL]
    return [Joined(*row) for row in rows]


def page_of_mine(viewer: Member | None) -> Offer | None:
    """The viewer's own mentor page, if it is published."""
    if viewer is None:
        return None
    return Offer.objects.published().select_related("member").filter(member=viewer).first()


def figures(version: int, *, now: datetime) -> Figures:
    """Four queries over the whole directory, kept until it changes (a large one: until it changed a good deal)."""
    about = version if version < _SMALL else version // _STEP
    key = f"mentors:joined:{about}:{now.date()}"
    kept: Figures | None = cache.get(key)
    if kept is None:
        kept = _counted(now)
        cache.set(key, kept, _KEPT)
    return kept


def _counted(now: datetime) -> Figures:
    there = Listing.objects.filter(gone=False)
    number: dict[str, int] = dict(there.values_list("source").annotate(number=Count("pk")))
    rest = there.aggregate(
        instances=Count("instance", distinct=True, filter=~Q(instance="")),
        zones=Count("zone", distinct=True, filter=~Q(zone="")),
    )
    return Figures(
        number.get(Source.HERE, 0),
        number.get(Source.OUTSIDE, 0),
        number.get(Source.INSTANCE, 0),
        rest["instances"],
        _languages(),
        rest["zones"],
        _months(now),
    )


def _months(now: datetime) -> list[Month]:
    """How many joined in each of the last twelve months, zeros too."""
    month = now.astimezone(UTC).date().replace(day=1)
    wanted = [month]
    while len(wanted) < MONTHS:
        wanted.append((wanted[-1] - timedelta(days=1)).replace(day=1))
    begin = datetime.combine(wanted[-1], datetime.min.time(), UTC)
    joined: dict[date, int] = defaultdict(int)
    for at, number in (
        Listing.objects.filter(gone=False, published_at__gte=begin)
        .annotate(month=TruncMonth("published_at", tzinfo=UTC))
        .values_list("month")
        .annotate(number=Count("pk"))
        .order_by()
    ):
        joined[at.date()] += number
    return [Month(one, joined[one]) for one in reversed(wanted)]


def _languages() -> int:
    """In how many languages somebody can be written to."""
    table = connection.ops.quote_name(Listing._meta.db_table)
    each = (
        f"{table} AS one, jsonb_array_elements_text(one.languages) AS said(value)"
        if connection.vendor == "postgresql"
        else f"{table} AS one, json_each(one.languages) AS said"
    )
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT COUNT(DISTINCT said.value) FROM {each} WHERE NOT one.gone")  # noqa: S608  our own words
        number: int = cursor.fetchone()[0]
    return number
