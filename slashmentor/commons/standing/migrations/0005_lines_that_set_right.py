from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("standing", "0004_points_and_figure")]
    operations = [
        migrations.RemoveConstraint(model_name="line", name="line_of_points"),
        migrations.AddConstraint(
            model_name="line",
            constraint=models.CheckConstraint(
                condition=models.Q(("points", 0), _negated=True) | models.Q(("counted", 0), _negated=True),
                name="line_of_points",
            ),
        ),
    ]
