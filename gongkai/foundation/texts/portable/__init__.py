"""PDF: pages as they are seen, what lies on them unseen, and what the file carries besides."""

from collections.abc import Iterator

import pikepdf
import pypdfium2

from gongkai.core.messages import N_, Message
from gongkai.foundation.redaction import preparing, seeing
from gongkai.foundation.texts.passage import Passage
from gongkai.foundation.texts.portable import behind, earlier, pages, within


def passages(content: bytes) -> Iterator[Passage] | Message:
    """Page by page; then notes and fields; then what the file tells of itself and its earlier states."""
    try:
        return iter(_read(content))
    except preparing.UnreadableError as error:
        return error.reason
    except (pypdfium2.PdfiumError, pikepdf.PdfError):
        return Message(N_("PDF 文件已损坏，请重新生成后再上传"))


def _read(content: bytes) -> list[Passage]:
    with preparing.opened(content) as pdf:
        besides = list(behind.passages(pdf))
    with preparing.prepared(content) as pdf, seeing.opened(preparing.saved(pdf)) as document:
        units = [float(page.obj.get("/UserUnit", 1)) for page in pdf.pages]
        shown = list(pages.passages(document, units))
    told = [*shown, *besides]
    return [*told, *within.passages(content, told), *earlier.passages(content, shown)]
