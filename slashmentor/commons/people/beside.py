"""What higher apps read along with a member's page, so that the page costs one query however many show a part on it.

    @beside("publications")
    def shown(vendor: str) -> str: ...  # an SQL expression about people_member that gives one JSON text, or NULL

The page's panels then find `about.beside["publications"]`. The expression is a constant of the app, never made of
what somebody typed.
"""

import json
from collections.abc import Callable
from typing import Any

Expression = Callable[[str], str]

_expressions: dict[str, Expression] = {}


def beside(name: str) -> Callable[[Expression], Expression]:
    """Register an expression; `name` is a plain word. The same name again replaces it."""

    def register(function: Expression) -> Expression:
        _expressions[name] = function
        return function

    return register


def columns(vendor: str) -> str:
    """Every expression as a column, with a comma before each; "" when there is none."""
    return "".join(f", {expression(vendor)} AS beside_{name}" for name, expression in _expressions.items())


def values(row: object) -> dict[str, Any]:
    """What the columns gave in this row; None where there was nothing."""
    return {name: json.loads(getattr(row, f"beside_{name}") or "null") for name in _expressions}
