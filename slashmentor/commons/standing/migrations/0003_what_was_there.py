from django.db import migrations
from django.db.models import F
from django.utils import timezone


def write_down(apps, schema_editor):
    """What a figure was until now becomes its first line: it was brought along by an import."""
    Standing = apps.get_model("standing", "Standing")
    Line = apps.get_model("standing", "Line")
    Standing.objects.update(points=F("reputation"))
    now = timezone.now()
    lines = (
        Line(
            member_id=member,
            community_id=community,
            kind="brought",
            points=reputation - 1,
            counted=reputation - 1,
            day=now.date(),
            at=now,
        )
        for member, community, reputation in Standing.objects.exclude(reputation=1)
        .values_list("member", "community", "reputation")
        .iterator()
    )
    while batch := [line for _, line in zip(range(1000), lines)]:
        Line.objects.bulk_create(batch)


class Migration(migrations.Migration):
    dependencies = [("standing", "0002_the_ledger")]
    operations = [migrations.RunPython(write_down, migrations.RunPython.noop)]
