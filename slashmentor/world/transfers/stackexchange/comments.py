"""Comments.xml: what was remarked under posts."""

from collections import Counter
from collections.abc import Iterator

from django.db import transaction

from slashmentor.base.bulk import insert, update
from slashmentor.base.text.characters import tidy
from slashmentor.parts.questions.models import Comment
from slashmentor.world.transfers.stackexchange.rows import Row, count, moment, number
from slashmentor.world.transfers.stackexchange.transfer import Transfer, author, licence, new_rows
from slashmentor.world.transfers.stackexchange.washing import Text

_SIZE = 1000
_COLUMNS = (
    "community", "origin_id", "entry", "author", "author_name", "body", "body_html", "score", "created_at", "licence",
)  # fmt: skip


def bring_comments(transfer: Transfer) -> None:
    for (size, new), washed in transfer.washers.ahead(_comments(transfer)):
        with transaction.atomic():
            people = transfer.people((row for _, row in new), "UserId")
            entries = transfer.entries({int(row["PostId"]) for _, row in new})
            here = transfer.community.pk
            comments = []
            for (origin_id, row), text in zip(new, washed, strict=True):
                created = moment(row, "CreationDate") or transfer.now
                comments.append(
                    (
                        here,
                        origin_id,
                        entries[int(row["PostId"])][0],
                        *author(row, people, "UserId", "UserDisplayName"),
                        tidy(row["Text"]),
                        text.html,
                        count(row, "Score"),
                        created,
                        licence(row, created),
                    )
                )
            insert(Comment, _COLUMNS, comments)
            _tell_entries([entries[int(row["PostId"])] for _, row in new])
            transfer.note("Comments", size, added=len(comments))
        transfer.tick("Comments", size)


def _comments(transfer: Transfer) -> Iterator[tuple[tuple[int, list[tuple[int, Row]]], list[Text]]]:
    for batch in transfer.batches("Comments", _SIZE):
        new = new_rows(Comment, transfer, batch)
        entries = transfer.entries({post for _, row in new if (post := number(row, "PostId")) is not None})
        kept = []
        for origin_id, row in new:
            post = number(row, "PostId")
            if post not in entries:
                transfer.left_out[f"comments on {transfer.why_not(post)}"] += 1
            elif not row.get("Text", "").strip():
                transfer.left_out["comments without words"] += 1
            else:
                kept.append((origin_id, row))
        yield (len(batch), kept), [Text("comment", row["Text"]) for _, row in kept]


def _tell_entries(commented: list[tuple[int, int]]) -> None:
    """Count the comments, and let no page be shown from a cache that lacks them."""
    update(
        "UPDATE questions_entry SET comment_count = comment_count + %s WHERE id = %s",
        [(many, entry) for entry, many in sorted(Counter(entry for entry, _ in commented).items())],
    )
    update(
        "UPDATE questions_entry SET version = version + 1 WHERE id = %s",
        [(question,) for question in sorted({question for _, question in commented})],
    )
