"""What a member has already, to tell the same work from another one."""

from collections import defaultdict
from datetime import datetime

from slashmentor.commons.publications.models import Publication, Source
from slashmentor.commons.publications.works import Work, folded, key_of

_FILLED = ("title", "authors", "more_authors", "year", "venue", "doi", "url", "keywords")
_BATCH = 500


class Known:
    """Works of one member by their DOI and by their title; `take()` them all, then `save()`.

    The same work: the same DOI; or the same title and year (where one says no year, any), unless both have a DOI
    and not the same.
    To be used while the member's row is locked.
    """

    def __init__(self, member_id: int, source: Source, now: datetime) -> None:
        self.added = 0
        self.met_again = 0
        self._member_id, self._source, self._now = member_id, source, now
        self._new: list[Publication] = []
        self._filled: dict[int, Publication] = {}
        self._by_doi: dict[str, Publication] = {}
        self._by_title: dict[str, list[Publication]] = defaultdict(list)
        self._count = 0
        for one in Publication.objects.filter(member=member_id).order_by("pk"):
            self._count += 1
            self._note(one)

    def __len__(self) -> int:
        return self._count

    def has(self, work: Work) -> bool:
        return self._same(work) is not None

    def take(self, work: Work) -> None:
        """Add a work, or fill in what was missing of the same one."""
        same = self._same(work)
        if same is not None:
            self.met_again += 1
            self._fill(same, work)
            return
        made = Publication(
            member_id=self._member_id,
            key=key_of(work.doi, work.title, work.year),
            source=self._source,
            kind=work.kind,
            shown=work.shown,
            added_at=self._now,
            lookup=Publication.Lookup.NONE if work.title else Publication.Lookup.WAITING,
            **{name: getattr(work, name) for name in _FILLED},
        )
        self._new.append(made)
        self._count += 1
        self.added += 1
        self._note(made)

    def save(self) -> None:
        """Write it all down."""
        Publication.objects.bulk_create(self._new, batch_size=_BATCH, ignore_conflicts=True)
        changed = [one for one in self._filled.values() if one.pk]
        Publication.objects.bulk_update(
            changed, [*_FILLED, "kind", "lookup", "lookups", "matched_at"], batch_size=_BATCH
        )

    def _same(self, work: Work) -> Publication | None:
        if work.doi and work.doi in self._by_doi:
            return self._by_doi[work.doi]
        alike = self._by_title.get(folded(work.title), ()) if work.title else ()
        for one in alike:
            if (not one.doi or not work.doi) and (one.year == work.year or not one.year or not work.year):
                return one
        return None

    def _fill(self, one: Publication, work: Work) -> None:
        if one.lookup == Publication.Lookup.MISSING:
            # Whoever pastes a DOI again that nobody knew wants it to be looked up again.
            one.lookup, one.lookups = Publication.Lookup.WAITING, 0
            self._filled[id(one)] = one
        missing = [name for name in _FILLED if getattr(work, name) and not getattr(one, name)]
        if not missing:
            return
        for name in missing:
            setattr(one, name, getattr(work, name))
        if "title" in missing:
            one.kind, one.lookup = work.kind, Publication.Lookup.FOUND
        one.matched_at = None
        self._filled[id(one)] = one
        self._note(one)

    def _note(self, one: Publication) -> None:
        if one.doi:
            self._by_doi.setdefault(one.doi, one)
        if one.title and one not in (alike := self._by_title[folded(one.title)]):
            alike.append(one)
