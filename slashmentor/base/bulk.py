"""Thousands of rows at once, in plain SQL: the ORM takes ten times as long as the database here."""

import json
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection, models


def insert(model: type[models.Model], columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Insert rows, each with a value for each of these fields; other fields get their default.

    `columns` are fields' names (`author_id` or `author`, both take an id). Nothing is checked, no signal is sent,
    and no primary key comes back: look the rows up by what makes them unique. Raises IntegrityError like save().
    """
    fields = [field for field in model._meta.concrete_fields if not field.generated]
    known = {name: field for field in fields for name in (field.name, field.attname)}
    given = [known[name] for name in columns]
    rest = [field for field in fields if field not in given and not field.primary_key]
    prepare = [_preparation(field) for field in given]
    defaults = tuple(_prepared(field, field.get_default()) for field in rest)
    quote = connection.ops.quote_name
    names = ", ".join(quote(str(field.column)) for field in (*given, *rest))
    places = ", ".join(["%s"] * (len(given) + len(rest)))
    values = [
        (
            *[
                value if how is None or value is None else how(value)
                for how, value in zip(prepare, row, strict=True)
            ],
            *defaults,
        )
        for row in rows
    ]
    if values:
        with connection.cursor() as cursor:
            cursor.executemany(
                f"INSERT INTO {quote(model._meta.db_table)} ({names}) VALUES ({places})",  # noqa: S608  names of our fields
                values,
            )


def update(sql: str, values: Sequence[Sequence[Any]]) -> None:
    """Run one statement for each tuple of values."""
    if values:
        with connection.cursor() as cursor:
            cursor.executemany(sql, values)


def _prepared(field: Any, value: Any) -> Any:
    how = _preparation(field)
    return value if how is None or value is None else how(value)


def _preparation(field: Any) -> Callable[[Any], Any] | None:
    """How a value of this field becomes one that the driver takes; None: it is one."""
    if isinstance(field, models.DateTimeField):
        return connection.ops.adapt_datetimefield_value
    if isinstance(field, models.DateField):
        return connection.ops.adapt_datefield_value
    if isinstance(field, models.JSONField):
        return lambda value: json.dumps(value, cls=DjangoJSONEncoder)
    return None
