"""PDF: ruled tables as grids, all else as lines laid out in character columns, in reading order."""

from io import BytesIO

import pdfplumber
from pdfminer.pdfdocument import PDFEncryptionError, PDFPasswordIncorrect
from pdfplumber.utils.exceptions import PdfminerException

from gongkai.core.document import Document
from gongkai.reporting.readers.errors import Unreadable
from gongkai.reporting.readers.limits import LIMITS
from gongkai.reporting.readers.pdf.furniture import without_furniture
from gongkai.reporting.readers.pdf.join import numbered
from gongkai.reporting.readers.pdf.ocr import recognise_scan
from gongkai.reporting.readers.pdf.page import PageContent, content_of
from gongkai.reporting.readers.pdf.turn import upright

TEXT_PER_PAGE = 20  # characters; a page with fewer and a picture is a scan


def read_pdf(data: bytes, name: str) -> Document:
    """The document in a PDF. Raises Unreadable when encrypted, too long, broken, or a scan without OCR."""
    try:
        with pdfplumber.open(BytesIO(data)) as pdf:
            count = len(pdf.pages)
            if count > LIMITS.pages:
                raise Unreadable.too_long(count, LIMITS.pages)
            pages = []
            for page in map(upright, pdf.pages):
                pages.append(content_of(page))
                page.close()
    except PdfminerException as error:
        if error.args and isinstance(error.args[0], PDFPasswordIncorrect | PDFEncryptionError):
            raise Unreadable.encrypted() from error
        raise Unreadable.broken() from error
    if not pages:
        raise Unreadable.empty()
    if _is_scan(pages):
        return Document(
            name=name, kind="pdf", blocks=recognise_scan(data, len(pages)), pages=len(pages), scanned=True
        )
    blocks = numbered(without_furniture(pages))
    return Document(name=name, kind="pdf", blocks=blocks, pages=len(pages))


def _is_scan(pages: list[PageContent]) -> bool:
    characters = sum(page.characters for page in pages)
    return characters < TEXT_PER_PAGE * len(pages) and any(page.pictures for page in pages)
