"""Making the copy that may leave the house."""

import io
import json
from collections.abc import Sequence
from dataclasses import dataclass

import pikepdf
import pypdfium2
from pikepdf import Dictionary, Object
from PIL import Image, ImageOps, UnidentifiedImageError

from gongkai.core.messages import N_, Message
from gongkai.foundation.redaction import boxes as box_rules
from gongkai.foundation.redaction import pictures, preparing, reach, seeing
from gongkai.foundation.redaction.boxes import Area, Box
from gongkai.foundation.redaction.seeing import Character, Direction, Sight

PICTURE_DPI = 200
_QUALITY = 92  # of a picture that comes as JPEG
_SIGHT_DPI = 100  # enough to tell whether a character leaves ink


def redact(content: bytes, boxes: Sequence[Box]) -> bytes | Message:
    """The PDF without what lies under the boxes, or why it can't be made. Without boxes it is cleaned only.

    The result is a new document of one revision that holds pages and nothing else: no metadata, attachment,
    outline, script, annotation, layer. A page with boxes becomes a picture of itself with the boxes burnt
    in and the words outside them laid over it for searching. A page without boxes is copied as it is, but
    for three cases in which it becomes a picture too: it has layers; it holds text that a reader can't see;
    it shares a font or a picture with a page that has boxes (the font's list of glyphs would tell the
    characters that were taken out).
    """
    try:
        with preparing.prepared(content) as source:
            refused = box_rules.problem(boxes, len(source.pages))
            return refused or _made(source, boxes)
    except preparing.UnreadableError as error:
        return error.reason
    except pypdfium2.PdfiumError:
        return Message(N_("PDF 文件无法显示，不能遮盖，请重新生成后再上传"))


def redact_picture(content: bytes, boxes: Sequence[Box]) -> bytes | Message:
    """A PNG or JPEG with what lies under the boxes burnt to black, and nothing in it but the picture."""
    refused = box_rules.problem(boxes, 1)
    if refused is not None:
        return refused
    try:
        with Image.open(io.BytesIO(content)) as opened:
            form = opened.format
            upright = ImageOps.exif_transpose(opened).convert("RGB")
    except (UnidentifiedImageError, OSError, Image.DecompressionBombError):
        return Message(N_("图片打不开，不能遮盖，请重新保存后再上传"))
    written = io.BytesIO()
    picture = pictures.blackened(upright, [each.area for each in boxes])
    if form == "JPEG":
        picture.save(written, "JPEG", quality=_QUALITY)
    else:
        picture.save(written, "PNG")
    return written.getvalue()


def page_count(content: bytes) -> int | Message:
    """How many pages the PDF has."""
    try:
        with preparing.prepared(content) as source:
            return len(source.pages)
    except preparing.UnreadableError as error:
        return error.reason


def page_image(content: bytes, page: int, dpi: float = 100) -> bytes | Message:
    """Page number `page` (from 1) as PNG, just as `redact` will take it."""
    try:
        with preparing.prepared(content) as source:
            pages = len(source.pages)
            if not 1 <= page <= pages:
                return Message(N_("第 {page} 页不存在，文件共 {pages} 页"), {"page": page, "pages": pages})
            unit = _user_unit(source.pages[page - 1])
            with seeing.opened(preparing.saved(source)) as document:
                image = seeing.picture(document[page - 1], dpi, unit)
    except preparing.UnreadableError as error:
        return error.reason
    except pypdfium2.PdfiumError:
        return Message(N_("PDF 文件无法显示，不能遮盖，请重新生成后再上传"))
    written = io.BytesIO()
    image.save(written, "PNG")
    return written.getvalue()


def characters_told(content: bytes) -> bytes | Message:
    """The characters of every page as JSON, seen or not: see `characters_from`."""
    try:
        with preparing.prepared(content) as source, seeing.opened(preparing.saved(source)) as document:
            pages = [[_told(each) for each in seeing.characters(page)] for page in document]
    except preparing.UnreadableError as error:
        return error.reason
    except pypdfium2.PdfiumError:
        return Message(N_("PDF 文件无法显示，不能遮盖，请重新生成后再上传"))
    return json.dumps(pages).encode()


def _told(each: Character) -> list[object]:
    ink = (each.ink.left, each.ink.top, each.ink.right, each.ink.bottom)
    line = (each.line.left, each.line.top, each.line.right, each.line.bottom)
    return [each.text, ink, line, each.generated, each.invisible, each.direction.value]


def characters_from(told: bytes) -> list[list[Character]]:
    """Page by page what `characters_told` wrote down."""
    return [
        [
            Character(text, Area(*ink), Area(*line), generated, invisible, Direction(direction))
            for text, ink, line, generated, invisible, direction in page
        ]
        for page in json.loads(told)
    ]


@dataclass(frozen=True, slots=True)
class _Page:
    """A page of the source: bare if it can be copied, and what it rests on."""

    number: int
    size_unit: float
    areas: tuple[Area, ...]
    bare: Object | None
    reach: reach.Reach


def _made(source: pikepdf.Pdf, boxes: Sequence[Box]) -> bytes:
    pages = [_page(source, number, boxes) for number in range(1, len(source.pages) + 1)]
    shown = preparing.saved(source)
    withheld: set[tuple[int, int]] = set()
    for page in pages:
        if page.areas:
            withheld |= page.reach.streams
    with pikepdf.new() as target, seeing.opened(shown) as document:
        for page in pages:
            bare = page.bare
            if bare is not None and _may_be_copied(page, withheld) and _all_is_seen(document, page):
                target.pages.append(pikepdf.Page(target.copy_foreign(bare)))
            else:
                _picture(target, document, page)
        target.Root.Lang = pikepdf.String("zh-CN")
        return preparing.saved(target)


def _page(source: pikepdf.Pdf, number: int, boxes: Sequence[Box]) -> _Page:
    page = source.pages[number - 1]
    areas = tuple(each.area for each in boxes if each.page == number)
    try:
        bare: Object | None = reach.bare(source, page)
    except reach.UnclearPageError:
        bare = None
    found = reach.reach(bare if bare is not None else Dictionary(Whole=page.obj))
    return _Page(number, _user_unit(page), areas, bare, found)


def _user_unit(page: pikepdf.Page) -> float:
    """How many points one unit of the page is; 1 unless the page says otherwise."""
    unit = float(page.obj.get("/UserUnit", 1))
    return unit if unit > 0 else 1.0


def _may_be_copied(page: _Page, withheld: set[tuple[int, int]]) -> bool:
    return not (page.areas or page.reach.layers or page.reach.streams & withheld)


def _all_is_seen(document: pypdfium2.PdfDocument, page: _Page) -> bool:
    """Is every character of the page to be seen? Text without ink passes where it lies over a picture."""
    found = seeing.characters(document[page.number - 1])
    sight = _sight(document, page, _SIGHT_DPI)
    return all(
        sight.is_over_something(each) if each.invisible else sight.is_seen(each)
        for each in found
        if not each.generated
    )


def _sight(document: pypdfium2.PdfDocument, page: _Page, dpi: float) -> Sight:
    whole = seeing.picture(document[page.number - 1], dpi, page.size_unit)
    return Sight(whole, seeing.without_text(document[page.number - 1], dpi, page.size_unit))


def _picture(target: pikepdf.Pdf, document: pypdfium2.PdfDocument, page: _Page) -> None:
    """A page made anew: characters without ink are left out, for nobody knows how exactly they were laid."""
    found = seeing.characters(document[page.number - 1])
    whole = seeing.picture(document[page.number - 1], PICTURE_DPI, page.size_unit)
    textless = seeing.without_text(document[page.number - 1], PICTURE_DPI, page.size_unit)
    sight = Sight(whole, textless)
    words = [
        each
        for each in found
        if not (each.generated or each.invisible or pictures.is_under(each, page.areas))
        and sight.is_seen(each)
    ]
    width, height = document[page.number - 1].get_size()
    pictures.add_page(
        target,
        _burnt(whole, page.areas),
        (width * page.size_unit, height * page.size_unit),
        words,
    )


def _burnt(picture: Image.Image, areas: Sequence[Area]) -> Image.Image:
    return pictures.blackened(picture, areas) if areas else picture
