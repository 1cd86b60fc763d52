"""The directory's words: an index that each database keeps by itself, its own way."""

from django.db import migrations

SQLITE = [
    """CREATE VIRTUAL TABLE mentors_words USING fts5(
        words, content='mentors_listing', content_rowid='id', tokenize='unicode61 remove_diacritics 0'
    )""",
    "INSERT INTO mentors_words (mentors_words) VALUES ('rebuild')",
    """CREATE TRIGGER mentors_words_in AFTER INSERT ON mentors_listing BEGIN
        INSERT INTO mentors_words (rowid, words) VALUES (new.id, new.words);
    END""",
    """CREATE TRIGGER mentors_words_out AFTER DELETE ON mentors_listing BEGIN
        INSERT INTO mentors_words (mentors_words, rowid, words) VALUES ('delete', old.id, old.words);
    END""",
    """CREATE TRIGGER mentors_words_change AFTER UPDATE ON mentors_listing WHEN old.words <> new.words BEGIN
        INSERT INTO mentors_words (mentors_words, rowid, words) VALUES ('delete', old.id, old.words);
        INSERT INTO mentors_words (rowid, words) VALUES (new.id, new.words);
    END""",
]
SQLITE_BACK = [
    *(f"DROP TRIGGER mentors_words_{name}" for name in ("in", "out", "change")),
    "DROP TABLE mentors_words",
]
# Not to_tsvector: words come folded and parted already, and are to be found just as they are. The cost tells the planner
# to take the index however common a word is: making the lexemes of every row anew takes a second and a half at 50,000.
POSTGRESQL = [
    """CREATE FUNCTION mentors_lexemes(words text) RETURNS tsvector
        LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE COST 10000
        AS $$ BEGIN RETURN array_to_tsvector(array_remove(string_to_array(words, ' '), '')); END $$""",
    "CREATE INDEX mentors_words ON mentors_listing USING gin (mentors_lexemes(words))",
]
POSTGRESQL_BACK = ["DROP INDEX mentors_words", "DROP FUNCTION mentors_lexemes(text)"]


def make(_apps, schema_editor):
    _run(schema_editor, SQLITE, POSTGRESQL)


def unmake(_apps, schema_editor):
    _run(schema_editor, SQLITE_BACK, POSTGRESQL_BACK)


def _run(schema_editor, on_sqlite, on_postgresql):
    for statement in on_postgresql if schema_editor.connection.vendor == "postgresql" else on_sqlite:
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("mentors", "0001_mentor_pages")]

    operations = [
        # On SQLite whatever makes the table anew, as changing a field does, has to make the triggers again.
        migrations.RunPython(make, unmake),
    ]
