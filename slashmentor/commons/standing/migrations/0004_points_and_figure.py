from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("standing", "0003_what_was_there")]
    operations = [
        migrations.AddConstraint(
            model_name="standing",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "reputation",
                        models.Case(
                            models.When(points__lt=1, then=models.Value(1)), default=models.F("points")
                        ),
                    )
                ),
                name="standing_shows_its_points",
            ),
        ),
    ]
