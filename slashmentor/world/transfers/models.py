from django.db import models


class ImportRun(models.Model):
    """The bringing-in of a site's dump into a community: the newest one, over or not.

    One that is neither ended nor running was broken off; the same command again goes on with it.
    """

    class State(models.TextChoices):
        RUNNING = "running"
        STOPPED = "stopped"
        ENDED = "ended"

    community = models.OneToOneField("communities.Community", on_delete=models.CASCADE, related_name="+")
    source = models.CharField(max_length=500)
    state = models.CharField(max_length=7, choices=State, default=State.RUNNING)
    phase = models.CharField(max_length=20, blank=True)  # which table it was at
    rows = models.PositiveBigIntegerField(default=0)  # how many it had read by then
    counts = models.JSONField(default=dict)  # the closing figures
    began_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.source} into {self.community}: {self.state}"


class DemoPart(models.Model):
    """A part of the demo that was loaded once, so that `demo` again doesn't bring back what was deleted since."""

    key = models.CharField(max_length=120, unique=True)
    entry = models.ForeignKey("questions.Entry", null=True, on_delete=models.SET_NULL, related_name="+")

    def __str__(self) -> str:
        return self.key
