from django.conf import settings
from django.db import models


class Picture(models.Model):
    """A picture that a member brought, made anew on arrival (no metadata, no hidden payload).

    `name` is the file's name in the storage, made of its content's hash: the same picture is kept once.
    """

    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.CASCADE, related_name="pictures"
    )
    name = models.CharField(max_length=80)
    alt = models.CharField(max_length=500, blank=True)
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    bytes = models.PositiveIntegerField()
    added_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["owner", "name"], name="picture_once_an_owner")]

    def __str__(self) -> str:
        return self.name

    @property
    def url(self) -> str:
        return f"/media/{self.name}"
