"""Everything a curious reader can get out of a PDF."""

import importlib.util
import io
import sys
from pathlib import Path

import pdfplumber
import pikepdf
import pypdfium2
import pytest

_spec = importlib.util.spec_from_file_location("papers", Path(__file__).with_name("papers.py"))
_papers = importlib.util.module_from_spec(_spec)
sys.modules["papers"] = _papers
_spec.loader.exec_module(_papers)


def everything(pdf: bytes) -> str:
    """Its bytes, every stream unpacked, every string and name, and what three programs extract."""
    found = [pdf.decode("latin-1")]
    with pikepdf.open(io.BytesIO(pdf)) as document:
        for item in document.objects:
            found.append(repr(item))
            if isinstance(item, pikepdf.Stream) and item.get("/Filter") != pikepdf.Name.DCTDecode:
                found.append(item.read_bytes().decode("latin-1"))
        found.append(str(document.docinfo) if "/Info" in document.trailer else "")
    found += [with_pdfplumber(pdf), with_pdfium(pdf)]
    return "\n".join(found)


def with_pdfplumber(pdf: bytes) -> str:
    with pdfplumber.open(io.BytesIO(pdf)) as document:
        return "\n".join("".join(char["text"] for char in page.chars) for page in document.pages)


def with_pdfium(pdf: bytes) -> str:
    document = pypdfium2.PdfDocument(pdf)
    texts = [page.get_textpage().get_text_range() for page in document]
    document.close()
    return "\n".join(texts)


def drawn(pdf: bytes, page: int = 1, scale: float = 2.0):
    document = pypdfium2.PdfDocument(pdf)
    image = document[page - 1].render(scale=scale).to_pil().convert("L")
    document.close()
    return image


def ink(image, x, y, width, height):
    """Darkest and lightest of the part of a picture, given in fractions."""
    wide, high = image.size
    part = image.crop((int(x * wide), int(y * high), int((x + width) * wide), int((y + height) * high)))
    return part.getextrema()


@pytest.fixture
def reader():
    """What a curious reader has."""

    class Reader:
        pass

    for tool in (everything, with_pdfplumber, with_pdfium, drawn, ink):
        setattr(Reader, tool.__name__, staticmethod(tool))
    return Reader
