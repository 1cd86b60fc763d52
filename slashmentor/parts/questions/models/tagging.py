from django.db import models
from django.db.models import Q


class Tagging(models.Model):
    """A question has a topic. What a topic's lists sort by stands here too, kept with the question.

    Sorting 100,000 questions of a topic by a column of another table would read them all; this way each
    list is a walk along one index.
    """

    question = models.ForeignKey("questions.Entry", on_delete=models.CASCADE, related_name="taggings")
    topic = models.ForeignKey("topics.Topic", on_delete=models.CASCADE, related_name="taggings")
    community = models.ForeignKey("communities.Community", on_delete=models.CASCADE, related_name="+")
    created_at = models.DateTimeField()
    active_at = models.DateTimeField()
    score = models.IntegerField(default=0)
    is_answered = models.BooleanField(default=False)
    is_listed = models.BooleanField(default=True)  # the question is not deleted
    is_open = models.BooleanField(default=True)  # the question is not closed

    class Meta:
        constraints = [models.UniqueConstraint(fields=["question", "topic"], name="tagging_once")]
        indexes = [
            # /topics/<name> and /questions?topic= by new, active, votes, unanswered
            models.Index(
                fields=["topic", "-created_at", "-question"], name="t_new", condition=Q(is_listed=True)
            ),
            models.Index(
                fields=["topic", "-active_at", "-question"], name="t_active", condition=Q(is_listed=True)
            ),
            models.Index(
                fields=["topic", "-score", "-question"], name="t_votes", condition=Q(is_listed=True)
            ),
            models.Index(
                fields=["topic", "-created_at", "-question"],
                name="t_unanswered",
                condition=Q(is_listed=True, is_open=True, is_answered=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.question_id} /{self.topic_id}"
