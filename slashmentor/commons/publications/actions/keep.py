"""What becomes of publications that are there: looked up, hidden, removed; and whether they stand on the member's page."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from slashmentor.base.permissions import allow, refuse_until
from slashmentor.commons.happenings import happened
from slashmentor.commons.people.models import Member
from slashmentor.commons.people.rules import can_change
from slashmentor.commons.publications.models import Publication, Shelf
from slashmentor.commons.publications.works import Work, folded


@transaction.atomic
def show_on_page(member: Member, *, shown: bool, by: Member, now: datetime) -> None:
    """Let publications stand on the member's page, or none of them. Who is suspended can only take them off."""
    allow(can_change, by, member, or_say=_("Only you can say what stands on your page."))
    if shown:
        refuse_until(member.suspended_until, now=now)
    Shelf.objects.update_or_create(member=member, defaults={"on_profile": shown})
    happened("publications.changed", by=by, about=member, now=now)


@transaction.atomic
def hide(publication: Publication, *, hidden: bool, by: Member, now: datetime) -> None:
    """Keep one publication from the page; it still says what its member knows, to them and to the suggestions."""
    allow(can_change, by, publication.member, or_say=_("Only you can hide your publications."))
    if not hidden:
        refuse_until(publication.member.suspended_until, now=now)
    Publication.objects.filter(pk=publication.pk).update(shown=not hidden)
    happened("publications.changed", by=by, about=publication.member, now=now)


@transaction.atomic
def remove(publication: Publication, *, by: Member, now: datetime) -> None:
    """Take one away; bringing it again adds it again."""
    allow(can_change, by, publication.member, or_say=_("Only you can remove your publications."))
    member = publication.member
    publication.delete()
    happened("publications.changed", by=by, about=member, now=now)


@transaction.atomic
def remove_all(member: Member, *, by: Member, now: datetime) -> int:
    """Take all of them away, and what is remembered of how they were brought; how many there were."""
    allow(can_change, by, member, or_say=_("Only you can remove your publications."))
    member.take_turns()
    count = Publication.objects.filter(member=member).count()
    Publication.objects.filter(member=member).delete()
    member.bringings.all().delete()
    happened("publications.changed", by=by, about=member, now=now)
    return count


@transaction.atomic
def filled(publication: Publication, work: Work, *, now: datetime) -> bool:
    """Write down what was looked up; whether it is still wanted. The same work that had come without its DOI goes into it."""
    Member.objects.select_for_update(no_key=True).get(pk=publication.member_id)
    one = Publication.objects.filter(pk=publication.pk, lookup=Publication.Lookup.WAITING).first()
    if one is None:
        return False
    for name in ("title", "authors", "more_authors", "year", "venue", "url", "keywords"):
        if not getattr(one, name):
            setattr(one, name, getattr(work, name))
    one.kind, one.lookup, one.fetched_at, one.matched_at = work.kind, Publication.Lookup.FOUND, now, None
    one.save()
    twins = Publication.objects.filter(member=one.member_id, doi="").exclude(pk=one.pk)
    if work.year:
        twins = twins.filter(year=work.year)
    twins.filter(pk__in=[twin.pk for twin in twins if folded(twin.title) == folded(one.title)]).delete()
    happened("publications.changed", about=one.member, now=now)
    return True
