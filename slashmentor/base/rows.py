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


def places(values: Sequence[Any]) -> str:
    """`%s, %s, %s` for an IN (…)."""
    return ", ".join(["%s"] * len(values))
