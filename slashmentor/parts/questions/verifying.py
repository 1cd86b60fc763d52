"""Whether the ledger holds what votes, acceptances and bounties are worth, entry by entry (commons/standing/verifying.py)."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, datetime

from django.db import transaction
from django.db.models import QuerySet, Sum
from django.utils.translation import gettext_lazy as _

from slashmentor.base.jobs import job
from slashmentor.commons.communities.models import Community
from slashmentor.commons.communities.numbers import numbers_in, numbers_of
from slashmentor.commons.standing import ledger
from slashmentor.commons.standing.ledger import Due
from slashmentor.commons.standing.models import Line
from slashmentor.commons.standing.verifying import Looked, check

from .actions.locking import locked
from .models import Bounty, Entry, Vote
from .points import OF_BOUNTIES, OF_VOTES, due_of, for_bounty

AT_ONCE = 1000
_NEEDED = (
    "kind",
    "community_id",
    "author_id",
    "score",
    "created_at",
    "deleted_at",
    "accepted_id",
    "accepted_at",
    "accept_pays",
)
Sums = dict[tuple[int, str, date], int]


@check(_("votes and acceptances"))
def check_votes(*, repair: bool, now: datetime) -> Iterator[Looked]:
    """What every entry's votes and acceptance are worth as it stands, and what the ledger has of them."""
    yield from settle_entries(Entry.objects.all(), repair=repair, now=now)


def settle_entries(entries: QuerySet[Entry], *, repair: bool, now: datetime) -> Iterator[Looked]:
    """The same for some entries: a chunk after the other, each looked at in four queries."""
    last = 0
    needed = ("question_id", *_NEEDED, *(f"question__{name}" for name in _NEEDED))
    rows = entries.select_related("question").only(*needed).order_by("pk")
    while chunk := list(rows.filter(pk__gt=last)[:AT_ONCE]):
        ids = (last + 1, chunk[-1].pk)
        last = chunk[-1].pk
        suspects = _suspects(chunk, ids)
        found = [_settle(pk, repair=repair, now=now) for pk in suspects]
        yield Looked(len(chunk), [sentence for one in found for sentence in one])


def _suspects(chunk: list[Entry], ids: tuple[int, int]) -> list[int]:
    """Those whose ledger isn't what is due, as far as a look without a lock says."""
    votes: dict[int, list[Vote]] = defaultdict(list)
    for vote in Vote.objects.filter(entry__pk__range=ids, pays=True, waits_until=None):
        votes[vote.entry_id].append(vote)
    there: dict[int, dict[int, Sums]] = defaultdict(lambda: defaultdict(dict))
    sums = (
        Line.objects.filter(about_id__range=ids, kind__in=OF_VOTES)
        .values_list("about_id", "community", "member", "kind", "day")
        .annotate(sum=Sum("points"))
        .order_by()
    )
    for about_id, community_id, member_id, kind, day, points in sums:
        there[about_id][community_id][member_id, kind, day] = points
    numbers = {one.pk: numbers_of(one) for one in Community.objects.all()}
    found = []
    for entry in chunk:
        dues = due_of(entry, numbers[entry.community_id], votes[entry.pk])
        here = there.pop(entry.pk, {})
        if ledger.difference(entry.pk, dues, here.pop(entry.community_id, {})) or any(
            any(sums.values()) for sums in here.values()
        ):
            found.append(entry.pk)
    return found


def _settle(entry_id: int, *, repair: bool, now: datetime) -> list[str]:
    """What an entry's ledger lacks, looked at under its lock; with `repair` written."""
    with transaction.atomic():
        entry = locked(Entry(pk=entry_id))
        lines = Line.objects.filter(about_id=entry_id, kind__in=OF_VOTES)
        communities = {entry.community_id, *lines.values_list("community", flat=True).distinct()}
        sentences = []
        for community_id in sorted(communities):
            numbers = numbers_in(community_id)
            # Of what was moved away nothing stays behind.
            due = due_of(entry, numbers) if community_id == entry.community_id else ()
            lacks = ledger.missing(community_id, entry_id, due, kinds=OF_VOTES)
            if repair:
                ledger.write(community_id, lacks, numbers=numbers, why=Line.Why.REPAIRED, now=now)
            sentences += [_sentence(entry_id, community_id, one) for one in lacks]
    return sentences


def _sentence(entry_id: int, community_id: int, lack: Due) -> str:
    return (
        f"entry {entry_id}: the ledger of member {lack.member_id} in community {community_id} lacks"
        f" {lack.points:+} ({lack.kind.value}) on {lack.day}"
    )


@check(_("bounties"))
def check_bounties(*, repair: bool, now: datetime) -> Iterator[Looked]:
    """Each bounty's points left once, and came out again once: won, by half, or given back."""
    last = 0
    questions = Entry.objects.filter(bounties__isnull=False).order_by("pk").distinct()
    while ids := list(questions.filter(pk__gt=last).values_list("pk", flat=True)[:AT_ONCE]):
        last = ids[-1]
        found = [_settle_bounties(pk, repair=repair, now=now) for pk in ids]
        yield Looked(len(ids), [sentence for one in found for sentence in one])
    yield Looked(0, list(_without_bounty()))


def _settle_bounties(question_id: int, *, repair: bool, now: datetime) -> list[str]:
    with transaction.atomic():
        question = locked(Entry(pk=question_id))
        here = question.community_id
        dues: dict[int, list[Due]] = defaultdict(list)
        for bounty in Bounty.objects.filter(question=question_id).select_related("answer").order_by("pk"):
            for due in for_bounty(bounty):
                dues[due.about_id or 0].append(due)
        lacks: list[Due] = []
        for about_id, theirs in sorted(dues.items()):
            # A question moves when its bounties have ended, and their points stay where they were.
            sums = Line.objects.filter(about_id=about_id, kind__in=OF_BOUNTIES).order_by()
            written = sums.values_list("member_id", "kind", "day").annotate(sum=Sum("points"))
            lacks += ledger.difference(
                about_id, theirs, {(who, kind, day): n for who, kind, day, n in written}
            )
        if repair:
            ledger.write(here, lacks, numbers=numbers_in(here), why=Line.Why.REPAIRED, now=now)
        return [_sentence(question_id, here, one) for one in lacks]


def _without_bounty() -> Iterator[str]:
    """Points of bounties that there never were; which row is missing nobody can say, so they are named only."""
    lines = Line.objects.filter(kind__in=OF_BOUNTIES, about_id__isnull=False)
    lines = lines.exclude(about_id__in=Bounty.objects.values("question"))
    for line in lines.exclude(about_id__in=Bounty.objects.filter(answer__isnull=False).values("answer")):
        yield f"entry {line.about_id}: {line.points:+} ({line.kind}) of member {line.member_id}, and no bounty"


@job(atomic=False)
def settle_community(community_id: int, *, now: datetime) -> None:
    """A moderator changed what votes are worth: it holds for all of them, those from before as well."""
    for _looked in settle_entries(Entry.objects.filter(community=community_id), repair=True, now=now):
        pass
