"""Characters that run on in one line, whichever way the line runs over the page as seen."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import Enum

from gongkai.foundation.redaction.boxes import Area
from gongkai.foundation.redaction.seeing import Character

_SAME_LINE = 0.5  # of the lower of two characters: so much must stand side by side
_NEAREST, _FURTHEST = -0.6, 1.2  # gap to the next character, in heights of the line


class Direction(Enum):
    """Which way a line runs over the page as seen."""

    RIGHT = "right"
    DOWN = "down"
    LEFT = "left"
    UP = "up"

    def along(self, area: Area) -> tuple[float, float]:
        """Begin and end of a character in the direction of the line."""
        return {
            Direction.RIGHT: (area.left, area.right),
            Direction.DOWN: (area.top, area.bottom),
            Direction.LEFT: (-area.right, -area.left),
            Direction.UP: (-area.bottom, -area.top),
        }[self]

    def across(self, area: Area) -> tuple[float, float]:
        """Its edges at right angles to the line."""
        sideways = self in (Direction.DOWN, Direction.UP)
        return (area.left, area.right) if sideways else (area.top, area.bottom)


@dataclass(frozen=True, slots=True)
class Placed:
    """A character where it stands, in units that are the same both ways (points)."""

    text: str
    area: Area


@dataclass(frozen=True, slots=True)
class Run:
    """Characters that follow each other in one line."""

    direction: Direction
    characters: tuple[Placed, ...]


def placed(characters: Iterable[Character], width: float, height: float) -> list[Placed]:
    """Characters on a page of this size, those without any extent left out."""
    found = []
    for each in characters:
        line = each.line
        area = Area(line.left * width, line.top * height, line.right * width, line.bottom * height)
        if area.size > 0:
            found.append(Placed(each.text, area))
    return found


def runs(characters: Sequence[Placed]) -> list[Run]:
    """The characters in their order, broken where one does not run on from the one before."""
    found: list[tuple[Direction | None, list[Placed]]] = []
    for each in characters:
        if found:
            direction, line = found[-1]
            towards = _continues(line[-1].area, each.area, direction)
            if towards is not None:
                line.append(each)
                found[-1] = (towards, line)
                continue
        found.append((None, [each]))
    return [Run(direction or Direction.RIGHT, tuple(line)) for direction, line in found]


def _continues(before: Area, after: Area, direction: Direction | None) -> Direction | None:
    """The direction in which `after` runs on from `before`; None if it does not."""
    for each in Direction if direction is None else (direction,):
        low, high = each.across(before)
        other_low, other_high = each.across(after)
        together = min(high, other_high) - max(low, other_low)
        gap = each.along(after)[0] - each.along(before)[1]
        onwards = sum(each.along(after)) > sum(each.along(before))
        tall = high - low
        if (
            onwards
            and together >= _SAME_LINE * min(tall, other_high - other_low)
            and _NEAREST * tall <= gap <= _FURTHEST * tall
        ):
            return each
    return None
