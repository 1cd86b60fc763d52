"""What stands behind a DOI: asked of its registry, in a job, so that bringing works without a network too."""

from datetime import datetime, timedelta
from urllib.parse import quote

from django.db import transaction

from slashmentor.base.errors import Invalid
from slashmentor.base.fetch import OUTSIDE, Door, NotFetched, NotThere
from slashmentor.base.jobs import job
from slashmentor.commons.publications.actions.keep import filled
from slashmentor.commons.publications.actions.match import match_waiting
from slashmentor.commons.publications.models import Publication
from slashmentor.commons.publications.reading import decoded
from slashmentor.commons.publications.reading.csl import ACCEPT, read_csl

DOI = "https://doi.org"
_GONE = {400, 404, 410}
# After so many hours a DOI that nobody could be asked about is looked up again; then it counts as not found.
_HOURS = (0.1, 1, 6, 24, 72)


@job(atomic=False)
def look_up(publication: int, *, now: datetime) -> None:
    """Ask for what stands behind one DOI."""
    found = Publication.objects.filter(pk=publication, lookup=Publication.Lookup.WAITING).first()
    if found is not None:
        look_up_now(found, now=now)


def look_up_now(publication: Publication, *, through: Door = OUTSIDE, at: str = DOI, now: datetime) -> None:
    """Fill in what the DOI's registry says. What it doesn't know is missing; who can't be reached is asked again."""
    try:
        answer = through.fetch(f"{at}/{quote(publication.doi, safe='/')}", accept=ACCEPT)
        work = read_csl(decoded(answer.body))
    except NotThere as error:
        _tried(publication, is_missing=error.answered in _GONE, now=now)
    except NotFetched:
        _tried(publication, is_missing=False, now=now)
    except Invalid:
        _tried(publication, is_missing=True, now=now)
    else:
        if filled(publication, work, now=now):
            match_waiting(publication.member_id, now=now)


@transaction.atomic
def _tried(publication: Publication, *, is_missing: bool, now: datetime) -> None:
    tries = publication.lookups
    is_missing = is_missing or tries >= len(_HOURS)
    # What was removed in the meantime is looked for no more.
    still_there = Publication.objects.filter(pk=publication.pk, lookup=Publication.Lookup.WAITING).update(
        lookup=Publication.Lookup.MISSING if is_missing else Publication.Lookup.WAITING, lookups=tries + 1
    )
    if still_there and not is_missing:
        look_up.later(publication=publication.pk, at=now + timedelta(hours=_HOURS[tries]))
