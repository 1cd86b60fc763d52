"""A member brings publications; the same work twice is one."""

from collections.abc import Callable
from dataclasses import asdict
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from slashmentor.base.permissions import allow, refuse_until
from slashmentor.commons.happenings import happened
from slashmentor.commons.people.models import Member
from slashmentor.commons.people.rules import can_change
from slashmentor.commons.publications.actions.look_up import look_up
from slashmentor.commons.publications.actions.match import match_waiting
from slashmentor.commons.publications.models import Bringing, Publication, Shelf, Source
from slashmentor.commons.publications.reading import read_dois, read_file
from slashmentor.commons.publications.shelves import Known
from slashmentor.commons.publications.works import Read

MOST = 5_000  # publications of one member
PROBLEMS_KEPT = 200
BRINGINGS_KEPT = 20

# Told how many of the file's entries are done, and how many there are.
Progress = Callable[[int, int], None]


def bring_file(member: Member, *, by: Member, content: bytes, name: str, now: datetime) -> Bringing:
    """Bring what is in a BibTeX or ORCID file. Raises Invalid for a file that can't be read at all, and what `bring` does."""
    source, read = read_file(content)
    return bring(member, by=by, read=read, source=source, name=name, now=now)


def bring_dois(member: Member, *, by: Member, text: str, now: datetime) -> Bringing:
    """Bring works of which only the DOI is known; the rest is looked up soon. Raises Invalid, and what `bring` does."""
    return bring(member, by=by, read=read_dois(text), source=Source.DOI, now=now)


def bring(
    member: Member,
    *,
    by: Member,
    read: Read,
    source: Source,
    name: str = "",
    into: Bringing | None = None,
    told: Progress = lambda _done, _all: None,
    now: datetime,
) -> Bringing:
    """Add what the member hasn't got yet, and fill in what was missing of what they have; what was done, line by line.

    `into`: an import that was under way, which this ends; one that was removed meanwhile brings nothing. Repeating it
    adds nothing.
    Raises Refused for anybody else, and while they are suspended.
    """
    allow(can_change, by, member, or_say=_("Only you can bring your publications."))
    refuse_until(member.suspended_until, now=now)
    with transaction.atomic():
        # The member's row is the lock: of two tabs, the second sees what the first did.
        locked = Member.objects.select_for_update(no_key=True).get(pk=member.pk)
        if into is not None and not Bringing.objects.filter(pk=into.pk).exists():
            return into
        done = _added(locked, read, source, told, now)
        done.name, done.at, done.state = name[:200], now, Bringing.State.DONE
        if into is not None:
            done.pk = into.pk
        done.save(force_update=into is not None)
        _look_up_later(member)
        _forget_old(member)
        happened("publications.brought", by=by, about=member, now=now, source=source, added=done.added)
    # Afterwards, since it takes a while: what is left over goes to the queue.
    match_waiting(member.pk, now=now)
    return done


def _added(member: Member, read: Read, source: Source, told: Progress, now: datetime) -> Bringing:
    Shelf.objects.get_or_create(member=member, defaults={"on_profile": not member.is_pseudonym})
    known = Known(member.pk, source, now)
    works = read.works
    for number, work in enumerate(works, 1):
        if not known.has(work) and len(known) >= MOST:
            read.refuse(
                work.line,
                work.title or work.doi,
                _("You have %(most)s publications, and that is the most.") % {"most": MOST},
            )
            continue
        known.take(work)
        told(number, len(works))
    known.save()
    problems = sorted(read.problems, key=lambda one: one.line)
    return Bringing(
        member=member,
        source=source,
        added=known.added,
        known=known.met_again,
        problems=[asdict(one) for one in problems[:PROBLEMS_KEPT]],
        problem_count=len(problems),
    )


def _look_up_later(member: Member) -> None:
    waiting = Publication.objects.filter(member=member, lookup=Publication.Lookup.WAITING, lookups=0)
    for publication in waiting.values_list("pk", flat=True):
        look_up.later(publication=publication, key=f"doi:{publication}")


def _forget_old(member: Member) -> None:
    kept = Bringing.objects.filter(member=member).order_by("-pk").values_list("pk", flat=True)
    Bringing.objects.filter(pk__in=list(kept[BRINGINGS_KEPT:])).delete()
