"""Questions of a topic that becomes another one."""

from collections import Counter
from datetime import datetime

from django.db.models import F

from slashmentor.commons.happenings import happened
from slashmentor.commons.topics.joining import BATCH, merges_topics
from slashmentor.commons.topics.models import Topic

from .actions.writing import count_topics
from .models import Entry, Tagging


@merges_topics(order=10)
def move_questions(gone: Topic, kept: Topic, now: datetime) -> bool:
    """The next questions of the topic that goes have the other instead, once; every counter stays exact."""
    ids = sorted(Tagging.objects.filter(topic=gone).values_list("question_id", flat=True)[:BATCH])
    questions = list(Entry.objects.select_for_update(no_key=True).filter(pk__in=ids).order_by("pk"))
    if not questions:
        return False
    taggings = Tagging.objects.filter(topic=gone, question__in=ids)
    have_both = set(
        Tagging.objects.filter(topic=kept, question__in=ids).values_list("question_id", flat=True)
    )
    lost, won = Counter[int](), Counter[int]()
    for tagging in taggings.filter(is_listed=True):
        lost[tagging.community_id] += 1
        won[tagging.community_id] += tagging.question_id not in have_both
    taggings.filter(question__in=have_both).delete()
    taggings.update(topic=kept)
    for question in questions:
        names = (kept.name if name == gone.name else name for name in question.topic_names)
        question.topic_names = list(dict.fromkeys(names))
    Entry.objects.bulk_update(questions, ["topic_names"])
    Entry.objects.filter(pk__in=ids).update(version=F("version") + 1)
    for community_id in sorted(lost):
        count_topics(community_id, [gone.pk], by=-lost[community_id])
        count_topics(community_id, [kept.pk], by=won[community_id])
    happened("topic.moved", about=kept, now=now, questions=ids)
    return True
