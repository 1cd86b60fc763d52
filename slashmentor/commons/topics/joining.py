"""Two topics become one, a batch at a time: whoever holds rows that name a topic says how theirs go over.

A higher app registers its own in a module that its `AppConfig.ready()` imports:

    @merges_topics(order=10)
    def move_questions(gone: Topic, kept: Topic, now: datetime) -> bool: ...   # True: there may be more

Each call moves at most BATCH rows, and is safe to repeat: what has gone over is found no more. A rename is a merge
into a topic that begins then, so that there is one way only.
"""

from collections.abc import Callable
from datetime import datetime

from django.db import transaction

from slashmentor.base.jobs import job
from slashmentor.commons.happenings import happened
from slashmentor.commons.people.models import Member

from .expertise.actions import keep_known, take_in
from .models import Expertise, Topic, TopicEdit, TopicHere
from .queries import is_below
from .words import KEYWORDS_AT_MOST, write_words

BATCH = 200

Mover = Callable[[Topic, Topic, datetime], bool]
_movers: list[tuple[int, Mover]] = []


def merges_topics(*, order: int = 100) -> Callable[[Mover], Mover]:
    """The function moves rows from the first topic to the second; small orders first. True: call it again."""

    def register(function: Mover) -> Mover:
        _movers.append((order, function))
        _movers.sort(key=lambda item: item[0])
        return function

    return register


@job()
def join_topics(gone_id: int, kept_id: int, by_id: int | None, renamed: bool, *, now: datetime) -> None:  # noqa: FBT001 - an argument of a job
    """Move one batch, and come again until nothing is left; then the topic that was merged goes.

    A batch and the call for the next are one transaction: killed at any moment, it goes on where it was.
    """
    topics = {topic.pk: topic for topic in Topic.objects.filter(pk__in=(gone_id, kept_id))}
    if len(topics) < 2:
        return
    gone, kept = topics[gone_id], topics[kept_id]
    if not _moved_some(gone, kept, now):
        # Locked, so that nobody asks with it between the last look and its end.
        with transaction.atomic():
            gone = Topic.objects.select_for_update().get(pk=gone_id)
            if not _moved_some(gone, kept, now):
                gone.delete()
                by = Member.objects.filter(pk=by_id).first()
                verb = "topic.renamed" if renamed else "topic.merged"
                happened(verb, by=by, about=kept, now=now, gone=gone.name)
                return
    join_topics.later(gone_id=gone_id, kept_id=kept_id, by_id=by_id, renamed=renamed)


def _moved_some(gone: Topic, kept: Topic, now: datetime) -> bool:
    return any(mover(gone, kept, now) for _order, mover in _movers)


@merges_topics(order=80)
def move_expertise(gone: Topic, kept: Topic, now: datetime) -> bool:
    """Whoever lists it lists the other; who lists both, with the stronger level."""
    rows = list(Expertise.objects.filter(topic=gone).select_related("member")[:BATCH])
    for row in sorted(rows, key=lambda one: one.member_id):
        row.member.take_turns()
        other = Expertise.objects.filter(topic=kept, member=row.member_id).first()
        if other is None:
            Expertise.objects.filter(pk=row.pk).update(topic=kept)
        else:
            take_in(other, row)
        keep_known(row.member)
        happened("expertise.changed", by=None, about=row.member, now=now, topics=[kept.name])
    return bool(rows)


@merges_topics(order=85)
def move_place(gone: Topic, kept: Topic, now: datetime) -> bool:  # noqa: ARG001 - the registry's signature
    """What stood below the topic that goes stands below the other; where the other came with no vocabulary, it takes
    the place in the tree too, so that the vocabulary finds it the next time. Both topics' keywords find it.
    """
    for below in gone.narrower.exclude(pk=kept.pk):
        if not is_below(kept.pk, below.pk):
            Topic.objects.filter(pk=below.pk).update(parent=kept)
    origin, parent = gone.origin, gone.parent_id
    gone.narrower.update(parent=None)
    Topic.objects.filter(pk=gone.pk).update(origin="", parent=None)
    kept.refresh_from_db()
    if origin and not kept.origin:
        kept.origin = origin
        if parent is not None and not is_below(parent, kept.pk):
            kept.parent_id = parent
    kept.label, kept.summary = kept.label or gone.label, kept.summary or gone.summary
    kept.keywords = list(dict.fromkeys([*kept.keywords, *gone.keywords]))[:KEYWORDS_AT_MOST]
    kept.save(update_fields=["origin", "parent", "label", "summary", "keywords"])
    write_words([kept])
    return False


@merges_topics(order=90)
def move_meanings(gone: Topic, kept: Topic, now: datetime) -> bool:  # noqa: ARG001 - the registry's signature
    """Where the kept topic says nothing yet, it says what the other said, with the history of that."""
    for here in gone.here.select_related("community"):
        there, _new = TopicHere.objects.get_or_create(topic=kept, community=here.community)
        says_nothing = not (there.summary or there.wiki) and not there.edits.exists()
        if says_nothing and (here.summary or here.wiki):
            for name in ("summary", "wiki", "wiki_html", "wiki_format", "edited_by", "edited_at"):
                setattr(there, name, getattr(here, name))
            there.save()
            TopicEdit.objects.filter(here=here).update(here=there)
            if not there.suggested.filter(decided_at=None).exists():
                here.suggested.update(here=there)
        here.delete()
    return False
