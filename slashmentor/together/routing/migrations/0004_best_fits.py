from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("questions", "0005_bounties_listed"),
        ("routing", "0003_trials"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddIndex(
            model_name="fit",
            index=models.Index(fields=["member", "-score", "-question"], name="routing_fit_best"),
        ),
    ]
