"""What must hold of questions at any moment, counted anew from the rows that the counters are about."""

from django.db.models import Count, F, Q, Sum
from django.db.models.functions import Coalesce

from slashmentor.commons.communities.models import Community
from slashmentor.commons.topics.models import Topic, TopicHere
from slashmentor.parts.questions.models import Comment, Entry, Tagging

_HERE = Q(deleted_at=None)


def problems() -> list[str]:
    """A line for each figure that differs from its rows; none when all is well."""
    found = []
    voted = Entry.objects.annotate(
        counted=Coalesce(Sum("votes__value"), 0), up=Count("votes", filter=Q(votes__value=1))
    )
    found += [
        f"entry {entry.pk}: score {entry.score}, votes {entry.counted}"
        for entry in voted.exclude(score=F("counted"), ups=F("up"))
    ]
    found += [
        f"entry {pk}: {kept} comments, {counted} are there"
        for pk, kept, counted in Entry.objects.annotate(
            counted=Count("comments", filter=Q(comments__deleted_at=None))
        )
        .exclude(comment_count=F("counted"))
        .values_list("pk", "comment_count", "counted")
    ]
    found += [
        f"question {pk}: {kept} answers, {counted} are there"
        for pk, kept, counted in Entry.objects.filter(kind=1)
        .annotate(counted=Count("answers", filter=Q(answers__deleted_at=None)))
        .exclude(answer_count=F("counted"))
        .values_list("pk", "answer_count", "counted")
    ]
    found += [
        f"tagging {tagging.pk}: not what its question says"
        for tagging in Tagging.objects.exclude(
            score=F("question__score"),
            active_at=F("question__active_at"),
            is_answered=F("question__is_answered"),
        )
    ]
    for community in Community.objects.all():
        questions = Entry.objects.filter(_HERE, community=community, kind=1).count()
        answers = Entry.objects.filter(_HERE, community=community, kind=2, question__deleted_at=None).count()
        if (questions, answers) != (community.question_count, community.answer_count):
            found.append(
                f"community {community.slug}: {community.question_count} questions, {questions} are there"
            )
    listed = Count("taggings", filter=Q(taggings__is_listed=True))
    found += [
        f"topic {topic.name}: {topic.question_count} questions, {topic.listed} are there"
        for topic in Topic.objects.annotate(listed=listed).exclude(question_count=F("listed"))
    ]
    found += [
        f"topic {here.topic_id} in {here.community_id}: {here.question_count} questions, {counted} are there"
        for here in TopicHere.objects.all()
        if here.question_count
        != (
            counted := Tagging.objects.filter(
                topic=here.topic_id, community=here.community_id, is_listed=True
            ).count()
        )
    ]
    assert Comment.objects.filter(entry=None).count() == 0
    return found
