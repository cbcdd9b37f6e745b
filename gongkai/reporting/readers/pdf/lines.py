"""Characters to lines: clustered by height, laid out in character columns so that tables keep their shape."""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from statistics import median

from gongkai.reporting.readers.radicals import as_words

MIN_GAP = 0.55  # of a character's size: a wider gap is a space people see


@dataclass(slots=True)
class Character:
    text: str
    x0: float
    x1: float
    top: float
    bottom: float
    size: float
    upright: bool

    @classmethod
    def of(cls, char: Mapping[str, object]) -> "Character":
        """From pdfplumber's record of a character."""
        x0, x1, top, bottom = (float(str(char[name])) for name in ("x0", "x1", "top", "bottom"))
        size = max(1.0, float(str(char["size"])))
        return cls(as_words(str(char["text"])), x0, x1, top, bottom, size, bool(char["upright"]))

    @property
    def middle_x(self) -> float:
        return (self.x0 + self.x1) / 2

    @property
    def middle_y(self) -> float:
        return (self.top + self.bottom) / 2


@dataclass(slots=True)
class TextLine:
    text: str
    top: float
    bottom: float
    x0: float
    x1: float


def assemble(characters: list[Character]) -> list[TextLine]:
    """Lines top to bottom; gaps become spaces, as many as half-size characters would fit."""
    if not characters:
        return []
    left = min(char.x0 for char in characters)
    unit = max(2.0, median(char.size for char in characters) / 2)
    return [_line(row, left, unit) for row in _rows(characters)]


def _rows(characters: list[Character]) -> list[list[Character]]:
    rows: list[list[Character]] = []
    heights: list[tuple[float, float]] = []
    for char in sorted(characters, key=lambda c: (c.middle_y, c.x0)):
        if rows and char.middle_y <= heights[-1][1] - (heights[-1][1] - heights[-1][0]) * 0.25:
            rows[-1].append(char)
            continue
        rows.append([char])
        heights.append((char.top, char.bottom))
    return rows


def _line(row: list[Character], left: float, unit: float) -> TextLine:
    row = sorted(row, key=lambda c: c.x0)
    text, columns, before = "", 0, None
    for char in row:
        if before is None or char.x0 - before.x1 > MIN_GAP * min(char.size, before.size):
            target = round((char.x0 - left) / unit)
            spaces = max(target - columns, 0 if before is None else 1)
            text += " " * spaces
            columns += spaces
        text += char.text
        columns += 2 if unicodedata.east_asian_width(char.text[0]) in "WF" else len(char.text)
        before = char
    return TextLine(text, min(c.top for c in row), max(c.bottom for c in row), row[0].x0, row[-1].x1)
