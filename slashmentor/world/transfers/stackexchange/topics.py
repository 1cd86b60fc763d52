"""Tags.xml: topics, and what they mean in this community (their wikis come with the posts)."""

import re
from collections.abc import Iterable
from typing import Any

from django.db import transaction

from slashmentor.commons.topics.models import NAME, Topic, TopicHere
from slashmentor.commons.topics.queries import meant_by
from slashmentor.together.search.indexing import index_topics
from slashmentor.world.transfers.stackexchange.rows import Row, moment, number
from slashmentor.world.transfers.stackexchange.transfer import Transfer, author
from slashmentor.world.transfers.stackexchange.washing import Text, Washed

_NAME = re.compile(rf"{NAME}\Z")
_TAGS = re.compile(r"[<>|]+")


def bring_topics(transfer: Transfer) -> None:
    for batch in transfer.batches("Tags", 1000):
        usable: dict[str, Row] = {}
        for row in batch:
            name = row.get("TagName", "").lower()
            if _NAME.match(name):
                usable.setdefault(name, row)
            else:
                transfer.left_out["topics with names that can't be used here"] += 1
        with transaction.atomic():
            added = make_topics(transfer, usable)
            _number(transfer, usable)
            transfer.note("Tags", len(batch), added=added)
        for name, row in usable.items():
            for attribute, is_long in (("ExcerptPostId", False), ("WikiPostId", True)):
                if (post := number(row, attribute)) is not None:
                    transfer.wikis[post] = (transfer.topics[name], is_long)
        transfer.tick("Tags", len(batch))


def topic_names(row: Row) -> list[str]:
    """The names in a question's Tags, written `<a><b>` or `|a|b|`; those that can't be topics left out."""
    names = (name.lower() for name in _TAGS.split(row.get("Tags", "")) if name)
    return list(dict.fromkeys(name for name in names if _NAME.match(name)))


def make_topics(transfer: Transfer, wanted: Iterable[str]) -> int:
    """See that these topics exist and belong to the community; how many didn't. Part of the caller's transaction.

    A name that leads to a topic here, since the two were merged or it was renamed, means that topic.
    """
    names = set(wanted)
    transfer.names |= names
    missing = names - transfer.topics.keys()
    if not missing:
        return 0
    meant = meant_by(missing)
    staying = sorted({meant.get(name, name) for name in missing})
    Topic.objects.bulk_create(
        (Topic(name=name, created_at=transfer.now) for name in staying), ignore_conflicts=True
    )
    found = dict(Topic.objects.filter(name__in=staying).values_list("name", "pk"))
    here = TopicHere.objects.filter(community=transfer.community, topic__in=found.values())
    there = set(here.values_list("topic_id", flat=True))
    new = [pk for pk in found.values() if pk not in there]
    TopicHere.objects.bulk_create(
        (TopicHere(topic_id=pk, community=transfer.community) for pk in new), ignore_conflicts=True
    )
    index_topics(new)
    # Kept in memory for good: the largest site has some 65,000. If the transaction is rolled back, all ends.
    transfer.topics.update(found)
    transfer.topics.update((name, found[other]) for name, other in meant.items())
    transfer.meant.update(meant)
    return len(new)


def meant_names(transfer: Transfer, names: Iterable[str]) -> list[str]:
    """What the topics of these names, which were made, are called here; each once."""
    return list(dict.fromkeys(transfer.meant.get(name, name) for name in names))


def bring_wikis(transfer: Transfer, batch: list[tuple[int, Row]]) -> Iterable[tuple[int, Row, Text]]:
    """Those posts that are a topic's text which it hasn't got yet, with that text."""
    wanted = {transfer.wikis[post][0] for post, _ in batch if post in transfer.wikis}
    here = {
        one.topic_id: one for one in TopicHere.objects.filter(community=transfer.community, topic__in=wanted)
    }
    for post, row in batch:
        if post not in transfer.wikis:
            transfer.left_out["topic wikis whose topic is gone"] += 1
            continue
        topic, is_long = transfer.wikis[post]
        if row.get("Body", "").strip() and not (here[topic].wiki if is_long else here[topic].summary):
            yield post, row, Text("post", row.get("Body", ""))


def write_wiki(transfer: Transfer, post: int, row: Row, washed: Washed, people: dict[int, int]) -> None:
    """Give a topic its sentence or its long text, unless it has got one meanwhile (from a tag of another name)."""
    topic, is_long = transfer.wikis[post]
    by, _ = author(row, people, "LastEditorUserId", "LastEditorDisplayName")
    change: dict[str, Any] = {
        "edited_by_id": by,
        "edited_at": moment(row, "LastEditDate") or moment(row, "CreationDate"),
    }
    if is_long:
        change |= {"wiki": row.get("Body", ""), "wiki_format": "html", "wiki_html": washed.html}
    else:
        change |= {"summary": " ".join(washed.plain.split())[:800]}
    lacking = {"wiki" if is_long else "summary": ""}
    TopicHere.objects.filter(community=transfer.community, topic=topic, **lacking).update(**change)


def _number(transfer: Transfer, usable: dict[str, Row]) -> None:
    """Remember the tags' numbers, on those that haven't got any; a tag of the topic's own name goes before others."""
    others = {transfer.meant[name]: row for name, row in usable.items() if name in transfer.meant}
    rows = others | {name: row for name, row in usable.items() if name not in transfer.meant}
    here = TopicHere.objects.filter(
        community=transfer.community, origin_id=None, topic__in=[transfer.topics[name] for name in rows]
    ).select_related("topic")
    changed = list(here)
    for one in changed:
        one.origin_id = number(rows[one.topic.name], "Id")
    TopicHere.objects.bulk_update(changed, ["origin_id"])
