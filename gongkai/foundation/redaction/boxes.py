"""Where on a page: in fractions of the page as it is seen, so that zoom and rotation don't matter."""

import math
from collections.abc import Iterable
from dataclasses import dataclass

from gongkai.core.messages import N_, Message


@dataclass(frozen=True, slots=True)
class Area:
    """A rectangle in fractions 0–1 of the page's width and height as seen, from the top left corner."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def size(self) -> float:
        return max(0.0, self.right - self.left) * max(0.0, self.bottom - self.top)

    def overlap(self, other: "Area") -> float:
        """Size of what both cover."""
        width = min(self.right, other.right) - max(self.left, other.left)
        height = min(self.bottom, other.bottom) - max(self.top, other.top)
        return max(0.0, width) * max(0.0, height)

    def with_margin(self, across: float, down: float) -> "Area":
        return Area(self.left - across, self.top - down, self.right + across, self.bottom + down)

    def clipped(self) -> "Area":
        """The part that lies on the page."""
        return Area(max(0.0, self.left), max(0.0, self.top), min(1.0, self.right), min(1.0, self.bottom))

    def pixels(self, width: int, height: int) -> tuple[int, int, int, int]:
        """The pixels it touches of a picture of the page: left, top, right, bottom, the last two excluded."""
        return (
            int(self.left * width),
            int(self.top * height),
            min(width, -int(-self.right * width // 1)),
            min(height, -int(-self.bottom * height // 1)),
        )


@dataclass(frozen=True, slots=True)
class Box:
    """What is to be blackened. `page` counts from 1; the rest are fractions 0–1 of the page as seen (after
    /Rotate, CropBox and UserUnit), from its top left corner."""

    page: int
    x: float
    y: float
    width: float
    height: float

    @property
    def area(self) -> Area:
        return Area(self.x, self.y, self.x + self.width, self.y + self.height)


def covering(page: int, areas: Iterable[Area], across: float = 0.0, down: float = 0.0) -> Box:
    """The smallest box over all the areas, with a margin, within the page."""
    found = list(areas)
    whole = Area(
        min(each.left for each in found), min(each.top for each in found),
        max(each.right for each in found), max(each.bottom for each in found),
    ).with_margin(across, down).clipped()  # fmt: skip
    return Box(page, whole.left, whole.top, whole.right - whole.left, whole.bottom - whole.top)


def problem(boxes: Iterable[Box], pages: int) -> Message | None:
    """Why the boxes can't be meant. A box that would blacken nothing is never passed over in silence."""
    for box in boxes:
        values = {"page": box.page, "pages": pages}
        if not 1 <= box.page <= pages:
            return Message(N_("第 {page} 页不存在，文件共 {pages} 页"), values)
        finite = all(math.isfinite(each) for each in (box.x, box.y, box.width, box.height))
        if not (finite and box.width > 0 and box.height > 0 and box.area.clipped().size > 0):
            return Message(N_("第 {page} 页有一处遮盖不在页面上，请重新画框"), values)
    return None
