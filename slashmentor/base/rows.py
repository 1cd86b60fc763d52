"""Rows of plain SQL as named tuples, and what both databases call a moment, a flag and a list."""

import json
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any, NamedTuple, TypeVar

from django.db import connection
from django.db.models import Model

R = TypeVar("R", bound=NamedTuple)
M = TypeVar("M", bound=Model)


def fetch(row: type[R], sql: str, params: Sequence[Any]) -> list[R]:
    """Every row that the SQL gives, its columns in the order of the tuple's fields."""
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        return [row(*values) for values in cursor.fetchall()]


def partly(model: type[M], **known: Any) -> M:
    """A row of which only this is known, by the names of its columns; Django fetches the rest where it is asked for."""
    columns = [field.attname for field in model._meta.concrete_fields if field.attname in known]
    return model.from_db("default", columns, [known[column] for column in columns])


def moment(value: Any) -> datetime | None:
    """SQLite keeps moments as text in UTC, PostgreSQL gives them aware."""
    if isinstance(value, str):
        return datetime.fromisoformat(value).replace(tzinfo=UTC)
    return value if value is None or value.tzinfo else value.replace(tzinfo=UTC)  # type: ignore[no-any-return]


def listed(value: Any) -> list[Any]:
    """A JSON column, which plain SQL gives as text."""
    return list(json.loads(value)) if isinstance(value, str) else list(value or ())


def keyed(value: Any) -> dict[str, Any]:
    """The same for a JSON object."""
    return dict(json.loads(value)) if isinstance(value, str) else dict(value or {})


def json_list(*columns: str) -> str:
    """SQL for a JSON list of these expressions, as text."""
    if connection.vendor == "postgresql":
        return f"json_build_array({', '.join(columns)})::text"
    return f"json_array({', '.join(columns)})"


def json_rows(row: type[NamedTuple], rows: str) -> str:
    """SQL for one JSON text: the rows of a SELECT, whose columns are called as the tuple's fields, as lists; maybe NULL."""
    lists = ", ".join(row._fields)  # noqa: SLF001 - public; the line keeps fields from being called so
    if connection.vendor == "postgresql":
        return f"(SELECT json_agg(json_build_array({lists}))::text FROM ({rows}) AS found)"  # noqa: S608 - our own words
    return f"(SELECT json_group_array(json_array({lists})) FROM ({rows}) AS found)"  # noqa: S608 - our own words


def numbers(values: Sequence[int]) -> str:
    """Numbers as they stand in an IN (…)."""
    return ", ".join(f"{value:d}" for value in values)


def places(values: Sequence[Any]) -> str:
    """`%s, %s, %s` for an IN (…)."""
    return ", ".join(["%s"] * len(values))
