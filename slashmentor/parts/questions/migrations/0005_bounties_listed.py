from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("questions", "0004_greeters_in_turn")]
    operations = [
        migrations.AddIndex(
            model_name="entry",
            index=models.Index(
                condition=models.Q(("bounty__gt", 0), ("deleted_at", None), ("kind", 1)),
                fields=["-bounty", "-id"],
                name="q_bounties",
            ),
        ),
    ]
