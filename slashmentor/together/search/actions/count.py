"""Counting which words nearly every title has."""

from django.db import connection, transaction

from slashmentor.base.jobs import every, job

from ..models import CommonWord, Document

_MOST = 500
# In a small instance no word is common: looking at all of its questions costs nothing.
_AT_LEAST = 5_000


@every(minutes=24 * 60)
@job(atomic=False)
def count_daily() -> None:
    count_common_words()


@job(atomic=False)  # counting reads for a second, which must not keep others from writing
def count_common_words() -> None:
    """Remember the commonest stems of titles and topics; an import does this too, before it looks for like questions."""
    questions = Document.objects.exclude(title="").count()
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "SELECT word, ndoc FROM ts_stat('SELECT heading FROM search_document WHERE heading IS NOT NULL')"
                " ORDER BY ndoc DESC, word LIMIT %s",
                [_MOST],
            )
        else:
            cursor.execute(
                "SELECT term, doc FROM search_titles_stems ORDER BY doc DESC, term LIMIT %s", [_MOST]
            )
        found = cursor.fetchall()
    with transaction.atomic():
        CommonWord.objects.all().delete()
        CommonWord.objects.bulk_create(
            CommonWord(stem=word, share=count / max(questions, _AT_LEAST))
            for word, count in found
            if len(word) <= 64
        )
