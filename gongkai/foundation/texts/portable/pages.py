"""The text of a PDF's pages: each character is looked for in the picture of the page."""

from collections.abc import Iterator, Sequence
from enum import StrEnum
from itertools import groupby

import pypdfium2
import pypdfium2.raw as pdfium

from gongkai.core.messages import N_, Message
from gongkai.foundation.redaction import seeing
from gongkai.foundation.redaction.seeing import Character, Sight
from gongkai.foundation.texts.passage import Layer, Passage

_SIGHT_DPI = 100
_TINY = 2.5  # points from top to bottom of a line
_DRAWN = [pdfium.FPDF_PAGEOBJ_PATH, pdfium.FPDF_PAGEOBJ_IMAGE, pdfium.FPDF_PAGEOBJ_SHADING]
_LARGE_PICTURE = 0.02  # of the page's area; smaller ones are rules and ornaments


class _Seen(StrEnum):
    """How a character meets the reader's eye."""

    YES = "yes"
    IN_SCAN = "in_scan"
    WITHOUT_INK = "without_ink"
    TINY = "tiny"
    OFF_PAGE = "off_page"
    COVERED = "covered"


_WHY = {
    _Seen.WITHOUT_INK: N_("第 {page} 页，不着墨的文字"),
    _Seen.TINY: N_("第 {page} 页，小得看不清的文字"),
    _Seen.OFF_PAGE: N_("第 {page} 页，页面边缘之外的文字"),
    _Seen.COVERED: N_("第 {page} 页，被遮住、与底色相同或所在图层不显示的文字"),
}


def passages(document: pypdfium2.PdfDocument, units: Sequence[float]) -> Iterator[Passage]:
    """Of each page first what is seen, whole; then each unseen stretch; then its pictures. `units` are the
    pages' points a unit."""
    for index, unit in enumerate(units):
        page = document[index]
        try:
            yield from _page(page, index + 1, unit)
        finally:
            page.close()


def _page(page: pypdfium2.PdfPage, number: int, unit: float) -> Iterator[Passage]:
    characters = seeing.characters(page)
    picture = _has_large_picture(page)
    judged = _judged(page, characters, unit) if characters else []
    values = {"page": number}
    seen = _text(each for each, how in judged if how is _Seen.YES)
    if seen:
        yield Passage(seen, Layer.BODY, Message(N_("第 {page} 页"), values), number)
    scanned = _text(each for each, how in judged if how is _Seen.IN_SCAN)
    if scanned:
        place = Message(N_("第 {page} 页，扫描图像上的文字"), values)
        yield Passage(scanned, Layer.SCANNED, place, number)
    for how, stretch in groupby(judged, key=lambda pair: pair[1]):
        text = _text(each for each, _ in stretch)
        if how in _WHY and text:
            yield Passage(text, Layer.HIDDEN, Message(_WHY[how], values), number)
    if picture and not scanned:
        text_too = N_("第 {page} 页的图像里的文字") if seen else N_("第 {page} 页是图像，没有文字")
        yield Passage("", Layer.UNREAD, Message(text_too, values), number)
    elif not characters and _is_drawn(page):
        yield Passage("", Layer.UNREAD, Message(N_("第 {page} 页只有图形，没有文字"), values), number)


def _text(characters: Iterator[Character]) -> str:
    text = "".join(each.text for each in characters).replace("\r\n", "\n").replace("\r", "\n")
    return "\n".join(line.strip() for line in text.split("\n") if line.strip())


def _judged(
    page: pypdfium2.PdfPage, characters: Sequence[Character], unit: float
) -> list[tuple[Character, _Seen]]:
    whole = seeing.picture(page, _SIGHT_DPI, unit)
    height = page.get_height() * unit
    sight = Sight(whole, seeing.without_text(page, _SIGHT_DPI, unit))
    judged: list[tuple[Character, _Seen]] = []
    before = _Seen.YES
    for each in characters:
        if each.generated or each.text.isspace():
            how = before
        else:
            how = _judge(each, sight, height)
            if how is _Seen.COVERED and not each.text.isalnum():
                how = before  # a dot or a comma leaves too little ink to be sure
        judged.append((each, how))
        before = how
    return judged


def _judge(each: Character, sight: Sight, height: float) -> _Seen:
    if each.ink.right <= 0 or each.ink.left >= 1 or each.ink.bottom <= 0 or each.ink.top >= 1:
        return _Seen.OFF_PAGE
    if each.invisible:
        return _Seen.IN_SCAN if sight.is_over_something(each) else _Seen.WITHOUT_INK
    low, high = each.direction.across(each.line)
    if 0 < (high - low) * height < _TINY:
        return _Seen.TINY
    return _Seen.YES if sight.is_seen(each) else _Seen.COVERED


def _is_drawn(page: pypdfium2.PdfPage) -> bool:
    """Anything but text: letters turned into outlines, a scan cut into strips."""
    return next(iter(page.get_objects(filter=_DRAWN)), None) is not None


def _has_large_picture(page: pypdfium2.PdfPage) -> bool:
    width, height = page.get_size()
    for each in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_IMAGE]):
        left, bottom, right, top = each.get_bounds()
        if (right - left) * (top - bottom) > _LARGE_PICTURE * width * height:
            return True
    return False
