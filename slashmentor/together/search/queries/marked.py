"""Entries by what they are rather than by their words."""

from django.db import connection


def find_marked(mark: str) -> list[int]:
    """All entries in the index with this mark (matching.py), as the index has them."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SELECT entry_id FROM search_document WHERE marked @> %s::text[]", [[mark]])
        else:
            cursor.execute("SELECT rowid FROM search_words WHERE search_words MATCH %s", [f'"{mark}"'])
        return [pk for (pk,) in cursor.fetchall()]
