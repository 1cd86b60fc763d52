from django.conf import settings
from django.db import models


class Bookmark(models.Model):
    """A member keeps an entry to find it again."""

    member = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="bookmarks")
    entry = models.ForeignKey("questions.Entry", on_delete=models.CASCADE, related_name="bookmarks")
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["member", "entry"], name="bookmark_once")]
        indexes = [models.Index(fields=["member", "-id"], name="bookmark_newest")]  # /bookmarks

    def __str__(self) -> str:
        return f"{self.member_id} keeps {self.entry_id}"


class Following(models.Model):
    """A member wants to hear what happens with a question."""

    member = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="following")
    question = models.ForeignKey("questions.Entry", on_delete=models.CASCADE, related_name="followers")
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["member", "question"], name="following_once")]

    def __str__(self) -> str:
        return f"{self.member_id} follows {self.question_id}"
