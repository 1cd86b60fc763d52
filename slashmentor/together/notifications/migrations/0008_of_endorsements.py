from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("notifications", "0007_words_from_moderators"),
    ]

    operations = [
        migrations.AlterField(
            model_name="notification",
            name="kind",
            field=models.CharField(
                choices=[
                    ("answer", "an answer to my question"),
                    ("accept", "my answer was accepted"),
                    ("comment", "a comment on what I wrote"),
                    ("edit", "somebody edited what I wrote"),
                    ("reply", "an answer to my comment"),
                    ("mention", "somebody mentioned me"),
                    ("follow", "an answer to a question that I follow"),
                    ("advice", "what would help my question"),
                    ("closed", "my question was closed"),
                    ("reopened", "my question was opened again"),
                    ("moved", "my question was moved"),
                    ("deleted", "what I wrote was taken out of sight"),
                    ("noted", "what readers missed in what I wrote"),
                    ("suggested", "somebody suggests an edit of what I wrote"),
                    ("decided", "what became of an edit that I suggested"),
                    ("bounty", "a bounty on my question, or won by my answer"),
                    ("bounty_ends", "a bounty of mine ends"),
                    ("endorsed", "what somebody says that my answer helped with"),
                    ("greeting", "somebody asks here for the first time"),
                    ("privilege", "my reputation opens something new"),
                    ("badge", "a badge"),
                    ("flag", "what became of something I flagged"),
                    ("told", "a word from the moderators"),
                    ("suspension", "a suspension of my account"),
                    ("appeal", "the answer to my appeal"),
                    ("topic", "what became of what I suggested for a topic"),
                    ("merged", "an account went into mine"),
                    ("persona", "news of a question that I asked anonymously"),
                ],
                max_length=24,
            ),
        ),
    ]
