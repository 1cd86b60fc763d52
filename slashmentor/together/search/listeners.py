"""Keeps the index right after everything that changes what can be found."""

from typing import Any

from slashmentor.commons.happenings import hears
from slashmentor.commons.people.data import drops
from slashmentor.commons.topics.models import Topic
from slashmentor.parts.questions.models import Entry

from .actions import relate, relate_all
from .actions.count import count_common_words
from .indexing import index_entries, index_people, index_topics
from .matching import marks, user_mark
from .models import Card, Document
from .queries.marked import find_marked

drops("search.card.member")  # each has a card of their own


@hears("question.asked", "question.answered", "answer.edited")
def index_written(happening: Any) -> None:
    index_entries([happening.about_id])
    _index_new_topics(happening.about)


@hears("question.edited", "question.moved")
def index_edited(happening: Any) -> None:
    """The question, and its answers too when they are found by other topics, or in another community, now."""
    question: Entry | None = happening.about
    if question is None:
        return
    ids = [question.pk]
    before = Document.objects.filter(pk=question.pk).values_list("marks", flat=True).first()
    now = marks(
        kind=question.kind,
        community_id=question.community_id,
        author_id=question.author_id,
        topics=question.topic_names,
    )
    if before != now:
        ids += Entry.objects.filter(question=question).values_list("pk", flat=True)
    index_entries(ids)
    _index_new_topics(question)


@hears("entry.deleted", "entry.undeleted")
def index_hidden(happening: Any) -> None:
    """The entry, and with a question its answers: they are as visible as it is."""
    ids = [
        happening.about_id,
        *Entry.objects.filter(question=happening.about_id).values_list("pk", flat=True),
    ]
    index_entries(ids)
    relate(happening.about_id, now=happening.at)


@hears("question.asked", "question.edited")
def find_like_questions(happening: Any) -> None:
    relate(happening.about_id, now=happening.at)


@hears("member.joined", "member.changed", "member.renamed", "expertise.changed")
def index_person(happening: Any) -> None:
    index_people([happening.about_id if happening.about_kind == "people.member" else happening.by_id])


@hears("offer.published", "offer.changed", "offer.withdrawn", "offer.removed", "offer.restored")
def index_mentor(happening: Any) -> None:
    """People are found by what they offer, too."""
    if happening.about is not None:
        index_people([happening.about.member_id])


@hears("member.left")
def forget_person(happening: Any) -> None:
    """What they took back leaves the index, what stays is nobody's; their card went with their account."""
    index_entries(find_marked(user_mark(happening.data["member"])))


@hears("members.merged")
def index_as_one(happening: Any) -> None:
    """What either wrote is found by the account that stays."""
    index_people([happening.about_id])
    index_entries(Entry.objects.filter(author=happening.about_id).values_list("pk", flat=True))


@hears("community.imported")
def index_imported(happening: Any) -> None:
    """The import wrote the words down itself; what is like what is found out in the background."""
    count_common_words.later(key="search:count")
    if happening.about_id is not None:
        relate_all(happening.about_id)


@hears("topic.moved")
def index_moved(happening: Any) -> None:
    """Questions of a topic that becomes another one, and their answers, are found by the other."""
    ids = happening.data["questions"]
    index_entries([*ids, *Entry.objects.filter(question__in=ids).values_list("pk", flat=True)])


@hears("topic.described", "topic.merged", "topic.renamed")
def index_topic(happening: Any) -> None:
    about = happening.about
    if about is not None:
        index_topics([about.pk if isinstance(about, Topic) else about.topic_id])


def _index_new_topics(entry: Entry | None) -> None:
    """A topic comes into the world with its first question."""
    names = entry.topic_names if entry is not None else []
    known = Card.objects.filter(topic__name__in=names).values("topic")
    index_topics(Topic.objects.filter(name__in=names).exclude(pk__in=known).values_list("pk", flat=True))
