from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("people", "0004_proofs_and_suspensions")]

    operations = [
        migrations.AddField(
            model_name="member",
            name="verified_by",
            field=models.CharField(blank=True, editable=False, max_length=80, default=""),
            preserve_default=False,
        ),
    ]
