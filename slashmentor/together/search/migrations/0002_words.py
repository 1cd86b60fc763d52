"""The full-text indexes, each database's own way. Both are kept by the database itself."""

from sqlite3 import complete_statement

from django.db import migrations

# Columns in the order that bm25() takes weights in. `folded` stands in for `body` where folding changed it.
SQLITE = """
CREATE VIEW search_document_words AS
    SELECT entry_id, title, topics, CASE folded WHEN '' THEN body ELSE folded END AS body, marks FROM search_document;

CREATE VIRTUAL TABLE search_words USING fts5(
    title, topics, body, marks,
    content='search_document_words', content_rowid='entry_id', tokenize='porter unicode61 remove_diacritics 2'
);
CREATE TRIGGER search_words_in AFTER INSERT ON search_document BEGIN
    INSERT INTO search_words (rowid, title, topics, body, marks) VALUES
        (new.entry_id, new.title, new.topics, CASE new.folded WHEN '' THEN new.body ELSE new.folded END, new.marks);
END;
CREATE TRIGGER search_words_out AFTER DELETE ON search_document BEGIN
    INSERT INTO search_words (search_words, rowid, title, topics, body, marks) VALUES
        ('delete', old.entry_id, old.title, old.topics, CASE old.folded WHEN '' THEN old.body ELSE old.folded END, old.marks);
END;
CREATE TRIGGER search_words_change AFTER UPDATE ON search_document BEGIN
    INSERT INTO search_words (search_words, rowid, title, topics, body, marks) VALUES
        ('delete', old.entry_id, old.title, old.topics, CASE old.folded WHEN '' THEN old.body ELSE old.folded END, old.marks);
    INSERT INTO search_words (rowid, title, topics, body, marks) VALUES
        (new.entry_id, new.title, new.topics, CASE new.folded WHEN '' THEN new.body ELSE new.folded END, new.marks);
END;

CREATE VIRTUAL TABLE search_titles USING fts5(
    title, topics,
    content='search_document', content_rowid='entry_id', tokenize='porter unicode61 remove_diacritics 2'
);
CREATE VIRTUAL TABLE search_titles_stems USING fts5vocab(search_titles, row);
CREATE TRIGGER search_titles_in AFTER INSERT ON search_document WHEN new.title <> '' BEGIN
    INSERT INTO search_titles (rowid, title, topics) VALUES (new.entry_id, new.title, new.topics);
END;
CREATE TRIGGER search_titles_out AFTER DELETE ON search_document WHEN old.title <> '' BEGIN
    INSERT INTO search_titles (search_titles, rowid, title, topics) VALUES
        ('delete', old.entry_id, old.title, old.topics);
END;
CREATE TRIGGER search_titles_change AFTER UPDATE ON search_document WHEN new.title <> '' BEGIN
    INSERT INTO search_titles (search_titles, rowid, title, topics) VALUES
        ('delete', old.entry_id, old.title, old.topics);
    INSERT INTO search_titles (rowid, title, topics) VALUES (new.entry_id, new.title, new.topics);
END;

CREATE VIRTUAL TABLE search_cards USING fts5(
    title, body, content='search_card', content_rowid='id', tokenize='porter unicode61 remove_diacritics 2'
);
CREATE TRIGGER search_cards_in AFTER INSERT ON search_card BEGIN
    INSERT INTO search_cards (rowid, title, body) VALUES (new.id, new.title, new.body);
END;
CREATE TRIGGER search_cards_out AFTER DELETE ON search_card BEGIN
    INSERT INTO search_cards (search_cards, rowid, title, body) VALUES ('delete', old.id, old.title, old.body);
END;
CREATE TRIGGER search_cards_change AFTER UPDATE ON search_card BEGIN
    INSERT INTO search_cards (search_cards, rowid, title, body) VALUES ('delete', old.id, old.title, old.body);
    INSERT INTO search_cards (rowid, title, body) VALUES (new.id, new.title, new.body);
END
"""
SQLITE_BACK = """
DROP TRIGGER search_words_in; DROP TRIGGER search_words_out; DROP TRIGGER search_words_change;
DROP TRIGGER search_titles_in; DROP TRIGGER search_titles_out; DROP TRIGGER search_titles_change;
DROP TRIGGER search_cards_in; DROP TRIGGER search_cards_out; DROP TRIGGER search_cards_change;
DROP TABLE search_titles_stems; DROP TABLE search_words; DROP TABLE search_titles; DROP TABLE search_cards;
DROP VIEW search_document_words
"""


# PostgreSQL's parser keeps hosts, files and hyphenated words whole and drops what looks like a tag; blanks in
# their place leave plain words, so that both databases find the same.
def _plain(column):
    return f"translate({column}, './-_@:+#<>&=~', '             ')"


# Words stay in the row (STORAGE MAIN): ranking unpacks 2,000 of them.
_BODY = _plain("CASE folded WHEN '' THEN body ELSE folded END")
_TITLE = f"to_tsvector('english'::regconfig, {_plain('title')})"
_TOPICS = f"to_tsvector('english'::regconfig, {_plain('topics')})"
POSTGRESQL = f"""
ALTER TABLE search_document ADD COLUMN words tsvector GENERATED ALWAYS AS (
    setweight({_TITLE}, 'A') || setweight({_TOPICS}, 'B') || setweight(to_tsvector('english'::regconfig, {_BODY}), 'C')
) STORED;
ALTER TABLE search_document ALTER COLUMN words SET STORAGE MAIN;
CREATE INDEX search_words ON search_document USING gin (words);
ALTER TABLE search_document ADD COLUMN marked text[] GENERATED ALWAYS AS (string_to_array(marks, ' ')) STORED;
CREATE INDEX search_marked ON search_document USING gin (marked);
ALTER TABLE search_document ADD COLUMN heading tsvector GENERATED ALWAYS AS (
    CASE title WHEN '' THEN NULL ELSE setweight({_TITLE}, 'A') || setweight({_TOPICS}, 'B') END
) STORED;
CREATE INDEX search_headings ON search_document USING gin (heading);
ALTER TABLE search_card ADD COLUMN words tsvector GENERATED ALWAYS AS (
    setweight(to_tsvector('simple'::regconfig, {_plain("title")}), 'A')
    || setweight(to_tsvector('english'::regconfig, {_plain("body")}), 'C')
) STORED;
CREATE INDEX search_cards ON search_card USING gin (words)
"""
POSTGRESQL_BACK = """
ALTER TABLE search_document DROP COLUMN words, DROP COLUMN marked, DROP COLUMN heading;
ALTER TABLE search_card DROP COLUMN words
"""


def _run(schema_editor, sqlite, postgresql):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(postgresql, params=None)
        return
    statement = ""
    for piece in sqlite.split(";"):
        statement += piece + ";"
        if complete_statement(statement):  # a trigger has semicolons of its own
            schema_editor.execute(statement, params=None)
            statement = ""


def make(apps, schema_editor):
    _run(schema_editor, SQLITE, POSTGRESQL)


def unmake(apps, schema_editor):
    _run(schema_editor, SQLITE_BACK, POSTGRESQL_BACK)


class Migration(migrations.Migration):
    dependencies = [("search", "0001_initial")]
    operations = [migrations.RunPython(make, unmake)]
