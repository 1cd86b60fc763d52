"""The way from one privilege to the next, as the pages show it."""

from dataclasses import dataclass

from .numbers import PRIVILEGES
from .privileges import Position, Privilege

STROKES = 10


@dataclass(frozen=True)
class Step:
    """A privilege in a community, and how far somebody is from it."""

    privilege: Privilege
    opens: str
    needs: int
    have: int
    is_open: bool

    @property
    def strokes(self) -> int:
        """How many of ten strokes of the way are done; all of them only when it is open."""
        if self.is_open:
            return STROKES
        return min(STROKES - 1, self.have * STROKES // max(1, self.needs))

    @property
    def missing(self) -> int:
        return max(0, self.needs - self.have)


def steps(position: Position) -> list[Step]:
    """All privileges of a community, those that open first standing first."""
    says = {number.name: str(number.says) for number in PRIVILEGES.numbers}
    made = [
        Step(
            privilege,
            opens=says[f"may.{privilege}"],
            needs=position.needs(privilege),
            have=position.reputation,
            is_open=position.may(privilege),
        )
        for privilege in Privilege
    ]
    return sorted(made, key=lambda step: step.needs)


def next_step(position: Position) -> Step | None:
    """The privilege that opens next; None when all are open."""
    return next((step for step in steps(position) if not step.is_open), None)
