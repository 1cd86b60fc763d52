"""Jobs whose effects can be counted, for workers that are killed."""

import time

from django.db import connection

from slashmentor.base.jobs import job


def make_table():
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE deeds (number integer NOT NULL, half integer NOT NULL)")


def written():
    with connection.cursor() as cursor:
        cursor.execute("SELECT number, half FROM deeds ORDER BY number, half")
        return [tuple(row) for row in cursor.fetchall()]


def write(number, half):
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO deeds (number, half) VALUES (%s, %s)", [number, half])


@job(retries=100)
def deed(number: int) -> None:
    """Two writes with time to be killed between them."""
    write(number, 1)
    time.sleep(0.003)
    write(number, 2)


@job(retries=100, atomic=False)
def loose_deed(number: int) -> None:
    write(number, 1)
