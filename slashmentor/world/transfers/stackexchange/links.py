"""PostLinks.xml: which question links to which, and which is a duplicate of which."""

from django.db import transaction

from slashmentor.base.bulk import update
from slashmentor.parts.questions.models import Link
from slashmentor.world.transfers.stackexchange.rows import Row, moment, number
from slashmentor.world.transfers.stackexchange.transfer import Transfer

_KINDS = {1: Link.Kind.LINKED, 3: Link.Kind.DUPLICATE}


def bring_links(transfer: Transfer) -> None:
    for batch in transfer.batches("PostLinks", 1000):
        with transaction.atomic():
            links = _links(transfer, batch)
            had = set(
                Link.objects.filter(source__in={link.source_id for link in links})
                .exclude(origin_id=None)
                .values_list("source_id", "target_id", "kind")
            )
            new = {(link.source_id, link.target_id, str(link.kind)): link for link in reversed(links)}
            transfer.left_out["links given twice"] += len(links) - len(new)
            fresh = [link for key, link in new.items() if key not in had]
            # A link that was found here before the import becomes one of the import's.
            Link.objects.bulk_create(
                fresh,
                update_conflicts=True,
                unique_fields=["source", "target", "kind"],
                update_fields=["origin_id", "at"],
            )
            touched = {question for link in fresh for question in (link.source_id, link.target_id)}
            update(
                "UPDATE questions_entry SET version = version + 1 WHERE id = %s",
                [(question,) for question in sorted(touched)],
            )
            transfer.note("PostLinks", len(batch), added=len(fresh))
        transfer.tick("PostLinks", len(batch))


def _links(transfer: Transfer, batch: list[Row]) -> list[Link]:
    ends = {
        post
        for row in batch
        for name in ("PostId", "RelatedPostId")
        if (post := number(row, name)) is not None
    }
    entries = transfer.entries(ends)
    links = []
    for row in batch:
        source, target = number(row, "PostId"), number(row, "RelatedPostId")
        kind = _KINDS.get(number(row, "LinkTypeId") or 0)
        if source not in entries or target not in entries:
            transfer.left_out["links from or to posts that are gone"] += 1
        elif kind is None:
            transfer.left_out["links of other kinds"] += 1
        elif entries[source][1] == entries[target][1]:
            transfer.left_out["links within one question"] += 1
        else:
            links.append(
                Link(
                    source_id=entries[source][1],
                    target_id=entries[target][1],
                    kind=kind,
                    at=moment(row, "CreationDate") or transfer.now,
                    origin_id=number(row, "Id"),
                )
            )
    return links
