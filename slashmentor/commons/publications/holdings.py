"""What publications hold of a member, for their export; the rows themselves go with the account."""

from typing import Any

from slashmentor.commons.people.data import exports
from slashmentor.commons.people.models import Member

from .models import Bringing, NotMine, Publication, Shelf

_WORDS = (
    "title", "authors", "more_authors", "year", "venue", "kind", "doi", "url", "keywords", "source", "shown", "added_at",
    "lookup", "fetched_at",
)  # fmt: skip


@exports("publications")
def publications_of(member: Member) -> dict[str, Any]:
    """What they brought, what each import did, and which suggestions they declined."""
    shelf = Shelf.objects.filter(member=member).first()
    return {
        "on_profile": shelf is not None and shelf.on_profile,
        "publications": list(Publication.objects.filter(member=member).order_by("pk").values(*_WORDS)),
        "brought": list(
            Bringing.objects.filter(member=member)
            .order_by("pk")
            .values("source", "name", "at", "state", "trouble", "added", "known", "problems", "problem_count")
        ),
        "not_mine": list(NotMine.objects.filter(member=member).order_by("pk").values("topic__name", "at")),
    }
