from django.conf import settings
from django.db import models
from django.db.models import F, Q


class Vote(models.Model):
    """A member's vote on an entry: +1 useful, −1 needs work. Taking it back deletes the row.

    The author stands in the row so that the database itself refuses a vote on one's own entry.
    """

    voter = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="votes")
    entry = models.ForeignKey("questions.Entry", on_delete=models.CASCADE, related_name="votes")
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="votes_received"
    )
    value = models.SmallIntegerField()
    cast_at = models.DateTimeField()
    # Whether points go with it: not on a community wiki, nor on what has no author's account.
    pays = models.BooleanField(default=True)
    # A vote against a newcomer's first question waits out its first day, and counts in nothing until then.
    waits_until = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["voter", "entry"], name="vote_once"),
            models.CheckConstraint(condition=Q(value__in=(-1, 1)), name="vote_up_or_down"),
            models.CheckConstraint(condition=Q(author=None) | ~Q(author=F("voter")), name="vote_not_on_own"),
        ]
        indexes = [
            # how many votes a member has cast today
            models.Index(fields=["voter", "-cast_at"], name="vote_newest_of_voter"),
            # votes whose day is over
            models.Index(fields=["waits_until"], name="vote_waits", condition=Q(waits_until__isnull=False)),
            # what one member found of another's posts, lately: serial voting
            models.Index(fields=["author", "voter", "cast_at"], name="vote_of_on"),
        ]

    def __str__(self) -> str:
        return f"{self.value:+} on {self.entry_id}"


class BroughtVote(models.Model):
    """A vote of an imported site. Dumps name no voters: it counts in the score, and nobody is its voter.

    `kind` is the dump's VoteTypeId: 1 accepted, 2 up, 3 down, 5 favourite, 8 bounty begun, 9 bounty closed …
    """

    community = models.ForeignKey("communities.Community", on_delete=models.CASCADE, related_name="+")
    entry = models.ForeignKey("questions.Entry", on_delete=models.CASCADE, related_name="brought_votes")
    kind = models.PositiveSmallIntegerField()
    amount = models.PositiveIntegerField(default=0)  # of a bounty
    cast_on = models.DateField()
    origin_id = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["community", "origin_id"], name="brought_vote_once"),
        ]

    def __str__(self) -> str:
        return f"kind {self.kind} on {self.entry_id}"
