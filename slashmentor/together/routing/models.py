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
