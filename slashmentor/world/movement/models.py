"""Other instances whose list of mentors this one reads."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class Instance(models.Model):
    """One of them. `turn` grows with each reading that begins, so that of two at once only the later one writes.

    `revision` is how far its list was read: None of one that doesn't say, which is read whole each time.
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("waits to be read")
        READ = "read", _("read")
        FAILING = "failing", _("couldn’t be read lately")
        SILENT = "silent", _("silent for two weeks, so its mentors aren’t listed")

    address = models.CharField(max_length=200, unique=True)  # https://mentors.example.org
    name = models.CharField(max_length=80, blank=True)  # as it calls itself
    state = models.CharField(max_length=8, choices=State, default=State.WAITING)
    why = models.CharField(max_length=300, blank=True)  # a sentence: what went wrong, or was left out
    count = models.PositiveIntegerField(default=0)  # of its mentors listed here
    revision = models.BigIntegerField(null=True)
    whole_at = models.DateTimeField(null=True)  # when all of its list was read, not only what changed
    added_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)  # the last time that it could be
    tried_at = models.DateTimeField(null=True)
    next_at = models.DateTimeField()
    failures = models.PositiveSmallIntegerField(default=0)  # in a row
    turn = models.PositiveIntegerField(default=0)

    objects: ClassVar[models.Manager["Instance"]] = models.Manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(address=""), name="instance_has_an_address"),
        ]
        indexes = [
            # the job that reads what is due
            models.Index(fields=["next_at"], name="instance_due"),
        ]

    def __str__(self) -> str:
        return self.address

    @property
    def host(self) -> str:
        return self.address.partition("://")[2]

    @property
    def shown_name(self) -> str:
        return self.name or self.host
