"""Characters that run on in one line, whichever way the line runs over the page as seen."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from gongkai.foundation.redaction.boxes import Area
from gongkai.foundation.redaction.seeing import Character, Direction

_SAME_LINE = 0.5  # of the lower of two characters: so much must stand side by side
_NEAREST, _FURTHEST = -0.6, 1.2  # gap to the next character, in heights of the line


@dataclass(frozen=True, slots=True)
class Placed:
    """A character where it stands, in units that are the same both ways (points)."""

    text: str
    area: Area
    direction: Direction


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
            found.append(Placed(each.text, area, each.direction))
    return found


def runs(characters: Sequence[Placed]) -> list[Run]:
    """The characters in their order, broken where one does not run on from the one before."""
    found: list[list[Placed]] = []
    for each in characters:
        if found and _runs_on(found[-1][-1], each):
            found[-1].append(each)
        else:
            found.append([each])
    return [Run(line[0].direction, tuple(line)) for line in found]


def _runs_on(before: Placed, after: Placed) -> bool:
    direction = before.direction
    low, high = direction.across(before.area)
    other_low, other_high = direction.across(after.area)
    together = min(high, other_high) - max(low, other_low)
    gap = direction.along(after.area)[0] - direction.along(before.area)[1]
    onwards = sum(direction.along(after.area)) > sum(direction.along(before.area))
    tall = high - low
    return (
        after.direction is direction
        and onwards
        and together >= _SAME_LINE * min(tall, other_high - other_low)
        and _NEAREST * tall <= gap <= _FURTHEST * tall
    )
