from django.conf import settings
from django.db import models
from django.db.models import Q


class Comment(models.Model):
    """A remark under a question or an answer."""

    entry = models.ForeignKey("questions.Entry", on_delete=models.CASCADE, related_name="comments")
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="comments"
    )
    author_name = models.CharField(max_length=80, blank=True)
    persona = models.ForeignKey(
        "questions.Persona", null=True, on_delete=models.SET_NULL, related_name="comments"
    )
    body = models.TextField()
    body_html = models.TextField()
    score = models.PositiveIntegerField(default=0)
    created_at = models.DateTimeField()
    edited_at = models.DateTimeField(null=True)
    deleted_at = models.DateTimeField(null=True)
    community = models.ForeignKey("communities.Community", on_delete=models.CASCADE, related_name="+")
    origin_id = models.BigIntegerField(null=True)
    licence = models.CharField(max_length=20, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["community", "origin_id"], name="comment_imported_once"),
        ]
        indexes = [
            # an entry's comments, oldest first
            models.Index(
                fields=["entry", "created_at", "id"], name="comments_in_order", condition=Q(deleted_at=None)
            ),
            models.Index(fields=["author", "-created_at"], name="comments_of_author"),
        ]

    def __str__(self) -> str:
        return f"comment {self.pk}"


class CommentVote(models.Model):
    """A member found a comment useful."""

    voter = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="comment_votes"
    )
    comment = models.ForeignKey(Comment, on_delete=models.CASCADE, related_name="votes")
    cast_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["voter", "comment"], name="comment_vote_once")]

    def __str__(self) -> str:
        return f"{self.voter_id} found {self.comment_id} useful"
