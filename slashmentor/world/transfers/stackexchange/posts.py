"""Posts.xml, read twice: questions and topics' wikis first, then answers, whose questions may stand below them."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from django.db import connection, transaction
from django.db.models import F

from slashmentor.base.bulk import insert, update
from slashmentor.base.text.characters import tidy
from slashmentor.base.text.slug import slugify_title
from slashmentor.commons.communities.models import Community
from slashmentor.parts.questions.models import Entry, Tagging
from slashmentor.together.search.indexing import index_entries, index_topics
from slashmentor.world.transfers.stackexchange.rows import Row, count, moment, number, words
from slashmentor.world.transfers.stackexchange.topics import (
    bring_wikis,
    make_topics,
    meant_names,
    topic_names,
    write_wiki,
)
from slashmentor.world.transfers.stackexchange.transfer import (
    Transfer,
    author,
    licence,
    new_rows,
)
from slashmentor.world.transfers.stackexchange.washing import Text, Washed

QUESTION, ANSWER, EXCERPT, WIKI = "1", "2", "4", "5"
_SIZE = 500
# What a dump tells of an entry; the other columns begin with their defaults.
_COLUMNS = (
    "kind", "community_id", "question_id", "origin_id", "author_id", "author_name", "body", "body_format", "body_html",
    "excerpt", "score", "ups", "downs", "is_wiki", "created_at", "edited_at", "edited_by_id", "licence", "title", "slug",
    "topic_names", "closed_at", "active_at", "views", "bookmark_count",
)  # fmt: skip


class _Batch(NamedTuple):
    size: int
    entries: list[tuple[int, Row]]
    wikis: list[tuple[int, Row]]


def bring_questions(transfer: Transfer) -> None:
    for batch, washed in transfer.washers.ahead(_questions(transfer)):
        with transaction.atomic():
            people = transfer.people(
                (row for _, row in (*batch.entries, *batch.wikis)), "OwnerUserId", "LastEditorUserId"
            )
            texts = iter(washed)
            added = _write_questions(transfer, [(row, next(texts)) for _, row in batch.entries], people)
            for post, row in batch.wikis:
                write_wiki(transfer, post, row, next(texts), people)
            index_topics({transfer.wikis[post][0] for post, _ in batch.wikis})
            transfer.note("Posts", batch.size, added=added + len(batch.wikis))
        transfer.tick("Posts", batch.size)


def bring_answers(transfer: Transfer) -> None:
    for batch, washed in transfer.washers.ahead(_answers(transfer)):
        with transaction.atomic():
            people = transfer.people((row for _, row in batch.entries), "OwnerUserId", "LastEditorUserId")
            added = _write_answers(
                transfer, list(zip((row for _, row in batch.entries), washed, strict=True)), people
            )
            transfer.note("Answers", batch.size, added=added)
        transfer.tick("Answers", batch.size)


def _questions(transfer: Transfer) -> Iterator[tuple[_Batch, list[Text]]]:
    for batch in transfer.batches("Posts", _SIZE):
        kinds = Counter(row.get("PostTypeId", "1") for row in batch)
        for kind, many in kinds.items():
            if kind not in {QUESTION, ANSWER, EXCERPT, WIKI}:
                transfer.left_out[f"posts of kind {kind[:10]}"] += many
        wikis: list[tuple[int, Row]] = []
        for row in batch:
            origin_id = number(row, "Id")
            if origin_id is None:
                continue
            kind = row.get("PostTypeId", "1")
            if kind not in {QUESTION, ANSWER}:
                transfer.not_entries.add(origin_id)
            if kind in {EXCERPT, WIKI}:
                wikis.append((origin_id, row))
            elif kind == QUESTION and (best := number(row, "AcceptedAnswerId")) is not None:
                transfer.accepted.add(origin_id, best)
        asked = [row for row in batch if row.get("PostTypeId", "1") == QUESTION]
        transfer.names.update(name for row in asked for name in topic_names(row))
        questions = new_rows(Entry, transfer, asked)
        texts = list(bring_wikis(transfer, wikis))
        mine = len(batch) - kinds[ANSWER]
        yield (
            _Batch(mine, questions, [(post, row) for post, row, _ in texts]),
            [*(Text("post", row.get("Body", "")) for _, row in questions), *(text for _, _, text in texts)],
        )


def _answers(transfer: Transfer) -> Iterator[tuple[_Batch, list[Text]]]:
    for batch in transfer.batches("Posts", _SIZE):
        answers = [row for row in batch if row.get("PostTypeId") == ANSWER]
        new = new_rows(Entry, transfer, answers)
        questions = transfer.entries(
            {parent for _, row in new if (parent := number(row, "ParentId")) is not None}
        )
        kept = []
        for origin_id, row in new:
            parent = number(row, "ParentId")
            # The second number differs when the parent is an answer itself, which can't be.
            if parent in questions and questions[parent][0] == questions[parent][1]:
                kept.append((origin_id, row))
            else:
                transfer.left_out["answers whose question is gone"] += 1
        yield _Batch(len(answers), kept, []), [Text("post", row.get("Body", "")) for _, row in kept]


def _write_questions(transfer: Transfer, new: list[tuple[Row, Washed]], people: dict[int, int]) -> int:
    names = [topic_names(row) for row, _ in new]
    made = make_topics(transfer, (name for some in names for name in some))
    questions = []
    for (row, washed), topics in zip(new, names, strict=True):
        question = _entry(transfer, row, washed, people)
        question.kind = Entry.Kind.QUESTION
        question.title = words(row, "Title", 250) or washed.excerpt[:80] or "Untitled"
        question.slug = slugify_title(question.title)
        question.topic_names = meant_names(transfer, topics)
        question.active_at = max(moment(row, "LastActivityDate") or question.created_at, question.created_at)
        question.closed_at = moment(row, "ClosedDate")
        question.views = count(row, "ViewCount")
        question.bookmark_count = count(row, "FavoriteCount")
        questions.append(question)
    _insert(transfer, questions)
    _tag(transfer, questions)
    index_entries([question.pk for question in questions])
    return len(questions) + made


def _write_answers(transfer: Transfer, new: list[tuple[Row, Washed]], people: dict[int, int]) -> int:
    parents = [int(row["ParentId"]) for row, _ in new]
    questions = transfer.entries(set(parents))
    answers = []
    for (row, washed), parent in zip(new, parents, strict=True):
        answer = _entry(transfer, row, washed, people)
        answer.kind = Entry.Kind.ANSWER
        answer.question_id = questions[parent][0]
        answer.active_at = answer.created_at
        answers.append(answer)
    _insert(transfer, answers)
    _tell_questions(transfer, answers, parents)
    index_entries([answer.pk for answer in answers])
    return len(answers)


def _insert(transfer: Transfer, entries: Sequence[Entry]) -> None:
    """Write entries, give them their ids, and count them."""
    insert(Entry, _COLUMNS, ([getattr(entry, column) for column in _COLUMNS] for entry in entries))
    written = transfer.entries([entry.origin_id or 0 for entry in entries])
    for entry in entries:
        entry.pk = written[entry.origin_id or 0][0]
    questions = sum(entry.kind == Entry.Kind.QUESTION for entry in entries)
    here = Community.objects.filter(pk=transfer.community.pk)
    here.update(
        question_count=F("question_count") + questions,
        answer_count=F("answer_count") + len(entries) - questions,
    )
    # A community is as old as its first question.
    oldest = min((entry.created_at for entry in entries), default=transfer.now)
    here.filter(created_at__gt=oldest).update(created_at=oldest)


def _tag(transfer: Transfer, questions: Sequence[Entry]) -> None:
    """Give questions their topics, and count them there."""
    here = transfer.community.pk
    taggings = [
        (question.pk, transfer.topics[name], here, question.created_at, question.active_at, question.score,
         question.closed_at is None)
        for question in questions
        for name in question.topic_names
    ]  # fmt: skip
    insert(
        Tagging, ("question", "topic", "community", "created_at", "active_at", "score", "is_open"), taggings
    )
    # In the order of their ids, so that two transactions never wait for each other crosswise.
    more = sorted(Counter(topic for _, topic, *_ in taggings).items())
    update(
        "UPDATE topics_topic SET question_count = question_count + %s WHERE id = %s",
        [(many, topic) for topic, many in more],
    )
    update(
        "UPDATE topics_topichere SET question_count = question_count + %s WHERE topic_id = %s AND community_id = %s",
        [(many, topic, here) for topic, many in more],
    )


def _tell_questions(transfer: Transfer, answers: Sequence[Entry], parents: Sequence[int]) -> None:
    """What changes on a question with these answers."""
    more = Counter(answer.question_id for answer in answers)
    update(
        "UPDATE questions_entry SET answer_count = answer_count + %s, version = version + 1 WHERE id = %s",
        [(many, question) for question, many in sorted(more.items())],
    )
    accepted = [
        (answer.pk, connection.ops.adapt_datetimefield_value(answer.created_at), answer.question_id)
        for answer, parent in zip(answers, parents, strict=True)
        if transfer.accepted.get(parent) == answer.origin_id
    ]
    # When it was, the votes tell (votes.py); an answer can't have been accepted before it was written.
    update(
        "UPDATE questions_entry SET accepted_id = %s, accepted_at = %s WHERE id = %s AND accepted_id IS NULL",
        accepted,
    )
    answered = [answer.question_id or 0 for answer in answers if answer.score > 0]
    answered += [question or 0 for _, _, question in accepted]
    Entry.objects.filter(pk__in=answered).update(is_answered=True)
    Tagging.objects.filter(question__in=answered).update(is_answered=True)


def _entry(transfer: Transfer, row: Row, washed: Washed, people: dict[int, int]) -> Entry:
    """What a question and an answer have in common."""
    created = moment(row, "CreationDate") or moment(row, "LastActivityDate") or transfer.now
    score = max(min(number(row, "Score") or 0, 2**31 - 1), -(2**31) + 1)
    author_id, author_name = author(row, people, "OwnerUserId", "OwnerDisplayName")
    edited = moment(row, "LastEditDate")
    editor, _ = author(row, people, "LastEditorUserId", "LastEditorDisplayName")
    return Entry(
        community_id=transfer.community.pk,
        origin_id=int(row["Id"]),
        author_id=author_id,
        author_name=author_name,
        body=tidy(row.get("Body", "")),
        body_format=Entry.Format.HTML.value,
        body_html=washed.html,
        excerpt=washed.excerpt[:240],
        # As if all votes had been of one kind; each vote of the other kind makes one more of both (votes.py).
        score=score,
        ups=max(score, 0),
        downs=max(-score, 0),
        is_wiki="CommunityOwnedDate" in row,
        created_at=created,
        edited_at=edited,
        edited_by_id=editor if edited else None,
        licence=licence(row, created),
    )
