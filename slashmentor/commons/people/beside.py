"""What higher apps read along with a member's page: all of them in one query, and only when the page is made anew.

    @beside("publications")
    def shown(member: Member) -> str: ...  # an SQL expression that gives one JSON text, or NULL

The page's panels then find `about.beside["publications"]`. The expression is made of the app's own words and of
numbers, never of what somebody typed.
"""

import json
from collections.abc import Callable
from functools import cached_property
from typing import Any

from django.db import connection

from slashmentor.commons.people.models import Member

Expression = Callable[[Member], str]

_expressions: dict[str, Expression] = {}


def beside(name: str) -> Callable[[Expression], Expression]:
    """Register an expression; `name` is a plain word. The same name again replaces it."""

    def register(function: Expression) -> Expression:
        _expressions[name] = function
        return function

    return register


class Beside:
    """What the expressions give for one member, by name; None where there is nothing. Asked for when first needed."""

    def __init__(self, member: Member) -> None:
        self._member = member

    def __getitem__(self, name: str) -> Any:
        return self._found[name]

    @cached_property
    def _found(self) -> dict[str, Any]:
        expressions = ", ".join(function(self._member) for function in _expressions.values())
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT {expressions}")
            given = cursor.fetchone()
        return {name: json.loads(text or "null") for name, text in zip(_expressions, given, strict=True)}
