"""What a member said of a question that was brought to them. Nobody else learns of it but by "I'm on it"."""

from django.conf import settings
from django.db import models


class NotForMe(models.Model):
    """A member said that a question is not for them: it leaves their list and stays away."""

    member = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="not_for_me")
    question = models.ForeignKey("questions.Entry", on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["member", "question"], name="not_for_me_once")]

    def __str__(self) -> str:
        return f"{self.question_id} is not for {self.member}"


class Declined(models.Model):
    """A topic that a member wants no questions about: for good, or until then."""

    member = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="declined_topics"
    )
    topic = models.ForeignKey("topics.Topic", on_delete=models.CASCADE, related_name="+")
    until = models.DateTimeField(null=True)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["member", "topic"], name="routing_declined_once")]

    def __str__(self) -> str:
        return f"nothing about {self.topic} for {self.member}"


class Later(models.Model):
    """A question that a member wants to see again then."""

    member = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="put_off")
    question = models.ForeignKey("questions.Entry", on_delete=models.CASCADE, related_name="+")
    until = models.DateTimeField()
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["member", "question"], name="routing_later_once")]

    def __str__(self) -> str:
        return f"{self.question_id} later for {self.member}"


class TakenOn(models.Model):
    """“I’m on it”: a member means to answer, and nobody else is told until then."""

    member = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="taken_on")
    question = models.ForeignKey("questions.Entry", on_delete=models.CASCADE, related_name="taken_on")
    until = models.DateTimeField()
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["member", "question"], name="routing_taken_on_once")]
        indexes = [
            # a member's week, and how busy they are
            models.Index(fields=["member", "-at"], name="routing_taken_on_by"),
        ]

    def __str__(self) -> str:
        return f"{self.member} is on {self.question_id}"
