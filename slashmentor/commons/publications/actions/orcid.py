"""The public works of a member's own ORCID record, fetched in a job."""

from dataclasses import replace
from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from slashmentor.base.errors import ForPeople, Invalid
from slashmentor.base.fetch import OUTSIDE, Door
from slashmentor.base.jobs import job
from slashmentor.base.permissions import allow, refuse_until
from slashmentor.commons.people.models import Member, Proof
from slashmentor.commons.people.rules import can_change
from slashmentor.commons.publications.actions.bring import bring
from slashmentor.commons.publications.models import Bringing, Source
from slashmentor.commons.publications.reading import MOST_BYTES, decoded, read_orcid

ORCID = "https://pub.orcid.org/v3.0"
# A work takes 2 kB, and some people have written thousands.
RECORDS = replace(OUTSIDE, most_bytes=MOST_BYTES, seconds=30)
_LOST = timedelta(hours=1)


def orcid_of(member: Member) -> str:
    """The ORCID iD that they have proven to be theirs, else ""."""
    proof = (
        Proof.objects.filter(member=member, kind=Proof.Kind.ORCID, proven_at__isnull=False)
        .order_by("pk")
        .first()
    )
    return proof.address.rpartition("/")[2] if proof is not None else ""


def is_under_way(bringing: Bringing | None, *, now: datetime) -> bool:
    """Whether it is being fetched; one of which nothing was heard for an hour was lost."""
    return bringing is not None and bringing.state == Bringing.State.WAITING and bringing.at > now - _LOST


@transaction.atomic
def ask_orcid(member: Member, *, by: Member, now: datetime) -> Bringing:
    """Have the public works of the member's own record fetched soon; what came of it stands in the Bringing.

    While one is under way another call gives that one, and begins it again if it was lost. Raises Invalid without a
    connected record.
    """
    allow(can_change, by, member, or_say=_("Only you can bring your publications."))
    refuse_until(member.suspended_until, now=now)
    if not orcid_of(member):
        raise Invalid(_("Connect your ORCID record first, under “Your name”."))
    under_way, made = Bringing.objects.get_or_create(
        member=member, source=Source.ORCID, state=Bringing.State.WAITING, defaults={"at": now}
    )
    if made or not is_under_way(under_way, now=now):
        Bringing.objects.filter(pk=under_way.pk).update(at=now)
        fetch_record.later(bringing=under_way.pk, key=f"orcid:{under_way.pk}")
    return under_way


@job(atomic=False)
def fetch_record(bringing: int, *, now: datetime) -> None:
    """Fetch one record, and bring what is in it."""
    found = (
        Bringing.objects.select_related("member").filter(pk=bringing, state=Bringing.State.WAITING).first()
    )
    if found is not None:
        bring_record(found, now=now)


def bring_record(under_way: Bringing, *, through: Door = RECORDS, at: str = ORCID, now: datetime) -> Bringing:
    """End an import from ORCID: with the works, or with the sentence that says why not."""
    member = under_way.member
    try:
        number = orcid_of(member)
        if not number:
            raise Invalid(_("Your ORCID record isn’t connected any more."))
        answer = through.fetch(f"{at}/{number}/works", accept="application/json")
        read = read_orcid(decoded(answer.body))
        return bring(member, by=member, read=read, source=Source.ORCID, into=under_way, now=now)
    except ForPeople as error:
        failed = {"state": Bringing.State.FAILED, "at": now, "trouble": error.sentence[:300]}
        for name, value in failed.items():
            setattr(under_way, name, value)
        # It may have been removed in the meantime, with all the others.
        Bringing.objects.filter(pk=under_way.pk).update(**failed)
        return under_way
