"""A page as a reader sees it: its picture, and those of its characters that can really be seen.

PDFium may be used by one thread at a time; everything here happens under `PDFIUM`.
"""

import ctypes
import math
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import Enum

import pypdfium2
import pypdfium2.raw as pdfium
from PIL import Image, ImageChops

from gongkai.foundation.redaction.boxes import Area

PDFIUM = threading.RLock()
_POINTS_AN_INCH = 72
_MOST_PIXELS = 40_000_000  # a page of 200 dpi up to A1; larger ones are drawn coarser
_DEEPEST_FORM = 20
_SAME_SHADE = 24  # of 255: less contrast than this is not legible


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
class Character:
    """A character of the page. `ink` is the glyph's own box, `line` is as high as its font.

    `generated` ones (spaces, line ends) were inferred from the gaps. `invisible` ones are drawn without
    ink, as the text over a scanned picture is.
    """

    text: str
    ink: Area
    line: Area
    generated: bool
    invisible: bool
    direction: Direction = Direction.RIGHT


@contextmanager
def opened(content: bytes) -> Iterator[pypdfium2.PdfDocument]:
    """The document for as long as the block lasts. Raises pypdfium2.PdfiumError."""
    with PDFIUM:
        document = pypdfium2.PdfDocument(content)
        try:
            yield document
        finally:
            document.close()


def picture(page: pypdfium2.PdfPage, dpi: float, user_unit: float = 1.0) -> Image.Image:
    """The page as seen, in RGB. Coarser than `dpi` when the page is very large."""
    width, height = page.get_size()
    scale = dpi / _POINTS_AN_INCH * user_unit
    scale = min(scale, math.sqrt(_MOST_PIXELS / max(1.0, width * height)))
    scale = max(scale, 1 / max(0.001, min(width, height)))
    bitmap = page.render(scale=scale, draw_annots=True, may_draw_forms=False, rev_byteorder=True)
    return bitmap.to_pil().convert("RGB")


def without_text(page: pypdfium2.PdfPage, dpi: float, user_unit: float = 1.0) -> Image.Image:
    """The same picture with all text left out. The page is spoilt for further use."""
    for item in _objects(page):
        if pdfium.FPDFPageObj_GetType(item) == pdfium.FPDF_PAGEOBJ_TEXT:
            pdfium.FPDFPageObj_SetIsActive(item, False)
    return picture(page, dpi, user_unit)


def _objects(page: pypdfium2.PdfPage) -> Iterator[object]:
    for index in range(pdfium.FPDFPage_CountObjects(page)):
        yield from _within(pdfium.FPDFPage_GetObject(page, index), _DEEPEST_FORM)


def _within(item: object, deeper: int) -> Iterator[object]:
    yield item
    if deeper and pdfium.FPDFPageObj_GetType(item) == pdfium.FPDF_PAGEOBJ_FORM:
        for index in range(pdfium.FPDFFormObj_CountObjects(item)):
            yield from _within(pdfium.FPDFFormObj_GetObject(item, index), deeper - 1)


def characters(page: pypdfium2.PdfPage) -> list[Character]:
    """All characters of the page in the order of the file, seen or not."""
    place = _Place(page)
    text = page.get_textpage()
    try:
        found = [_character(text, index, place) for index in range(text.count_chars())]
    finally:
        text.close()
    return [each for each in found if each is not None]


class _Place:
    """Turns the page's own coordinates into fractions of the page as seen."""

    FINE = 1 << 20  # PDFium answers in whole pixels of the size it is told

    def __init__(self, page: pypdfium2.PdfPage) -> None:
        self.page = page

    def area(self, left: float, bottom: float, right: float, top: float) -> Area:
        corners = [self._point(left, bottom), self._point(right, top)]
        across, down = zip(*corners, strict=True)
        return Area(min(across), min(down), max(across), max(down))

    def direction(self, across: float, down: float) -> Direction:
        """Which way this way of the page's own coordinates goes over the page as seen."""
        begin, end = self._point(0, 0), self._point(across, down)
        right, low = end[0] - begin[0], end[1] - begin[1]
        if abs(right) >= abs(low):
            return Direction.LEFT if right < 0 else Direction.RIGHT
        return Direction.UP if low < 0 else Direction.DOWN

    def _point(self, x: float, y: float) -> tuple[float, float]:
        across, down = ctypes.c_int(), ctypes.c_int()
        pdfium.FPDF_PageToDevice(self.page, 0, 0, self.FINE, self.FINE, 0, x, y, across, down)
        return across.value / self.FINE, down.value / self.FINE


def _character(text: pypdfium2.PdfTextPage, index: int, place: _Place) -> Character | None:
    code = pdfium.FPDFText_GetUnicode(text, index)
    if code == 0 or code > 0x10FFFF or 0xD800 <= code <= 0xDFFF:
        return None
    ink = place.area(*text.get_charbox(index))
    line = place.area(*text.get_charbox(index, loose=True))
    return Character(
        chr(code), ink, line,
        generated=pdfium.FPDFText_IsGenerated(text, index) == 1,
        invisible=_mode(text, index) in _WITHOUT_INK,
        direction=_direction(text, index, place),
    )  # fmt: skip


def _direction(text: pypdfium2.PdfTextPage, index: int, place: _Place) -> Direction:
    """Where the next letter goes. The length does not matter, as long as it is more than a pixel."""
    matrix = pdfium.FS_MATRIX()
    if not pdfium.FPDFText_GetMatrix(text, index, matrix):
        return Direction.RIGHT
    length = math.hypot(matrix.a, matrix.b) or 1.0
    return place.direction(100 * matrix.a / length, 100 * matrix.b / length)


_WITHOUT_INK = frozenset({pdfium.FPDF_TEXTRENDERMODE_INVISIBLE, pdfium.FPDF_TEXTRENDERMODE_CLIP})


def _mode(text: pypdfium2.PdfTextPage, index: int) -> int:
    item = pdfium.FPDFText_GetTextObject(text, index)
    return pdfium.FPDFTextObj_GetTextRenderMode(item) if item else pdfium.FPDF_TEXTRENDERMODE_UNKNOWN


class Sight:
    """Tells which characters leave a trace on the page: the page is drawn with its text and without."""

    def __init__(self, whole: Image.Image, textless: Image.Image) -> None:
        self._whole = whole
        self._trace = ImageChops.difference(whole, textless).convert("L").point(_legible)

    def is_seen(self, character: Character) -> bool:
        """Does the character itself put ink on the page? Blanks need none."""
        if character.text.isspace():
            return True
        return self._trace.crop(self._pixels(character)).getbbox() is not None

    def is_over_something(self, character: Character) -> bool:
        """Is there anything at all to be seen where the character stands, as in a scanned picture?"""
        if character.text.isspace():
            return True
        shades = self._whole.crop(self._pixels(character)).convert("L").tobytes()
        return max(shades) - min(shades) > _SAME_SHADE

    def _pixels(self, character: Character) -> tuple[int, int, int, int]:
        """At least one pixel; a place off the page gives an empty, traceless picture."""
        left, top, right, bottom = character.ink.pixels(*self._whole.size)
        return left, top, max(right, left + 1), max(bottom, top + 1)


def _legible(shade: int) -> int:
    return 255 if shade > _SAME_SHADE else 0
