from django.db import migrations
from django.db.models import Q


def show(apps, _schema_editor):
    # They did before it could be chosen.
    apps.get_model("communities", "Community").objects.filter(~Q(origin_url="")).update(shows_reputation=True)


class Migration(migrations.Migration):
    dependencies = [
        ("communities", "0003_the_look_and_the_numbers"),
    ]

    operations = [migrations.RunPython(show, migrations.RunPython.noop, elidable=True)]
