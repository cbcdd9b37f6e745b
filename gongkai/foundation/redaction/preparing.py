"""A PDF made ready: opened, what was written onto its pages baked in, and everything else hung on them gone.

What people draw boxes on and what comes out are both made from this.
"""

import io
from collections.abc import Iterator
from contextlib import contextmanager

import pikepdf
from pikepdf import Name

from gongkai.core.messages import N_, Message

_WRITTEN_ON = frozenset({Name.Widget, Name.Stamp, Name.FreeText, Name.Ink})
"""Filled-in fields, seals, text and signatures on the page itself; notes, marks and links are not of it."""

_HIDDEN = 0b100010  # annotation flags: hidden, not to be seen on a screen
_MOST_PAGES = 2_000
_MOST_UNPACKED = 256 << 20  # bytes of one stream
_MOST_FILTERS = 4  # one on top of another


class UnreadableError(Exception):
    """The PDF can't be worked on."""

    def __init__(self, reason: Message) -> None:
        super().__init__(str(reason))
        self.reason = reason


pikepdf.settings.set_qpdf_limits(
    flate_max_memory=_MOST_UNPACKED, png_max_memory=_MOST_UNPACKED, tiff_max_memory=_MOST_UNPACKED,
    run_length_max_memory=_MOST_UNPACKED, dct_max_memory=_MOST_UNPACKED, max_stream_filters=_MOST_FILTERS,
)  # fmt: skip
# For the whole process and before other threads use the library, so it stands here and not in a function.


@contextmanager
def opened(content: bytes) -> Iterator[pikepdf.Pdf]:
    """The document as it is. Raises UnreadableError."""
    try:
        with pikepdf.open(io.BytesIO(content), attempt_recovery=True) as pdf:
            if len(pdf.pages) == 0:
                raise UnreadableError(Message(N_("PDF 文件没有页")))
            yield pdf
    except pikepdf.PasswordError as error:
        raise UnreadableError(Message(N_("PDF 文件有密码，请去掉密码后再上传"))) from error
    except (pikepdf.PdfError, pikepdf.DataDecodingError) as error:
        raise UnreadableError(Message(N_("PDF 文件已损坏，请重新生成后再上传"))) from error


@contextmanager
def prepared(content: bytes) -> Iterator[pikepdf.Pdf]:
    """The document with its pages as they are seen. Raises UnreadableError."""
    with opened(content) as pdf:
        _bake(pdf)
        yield pdf


def _bake(pdf: pikepdf.Pdf) -> None:
    pages = len(pdf.pages)
    if pages > _MOST_PAGES:
        values = {"pages": pages, "most": _MOST_PAGES}
        raise UnreadableError(
            Message(N_("PDF 文件有 {pages} 页，最多处理 {most} 页，请分成几个文件"), values)
        )
    for page in pdf.pages:
        kept = [each for each in _annotations(page) if _stands_on_page(each)]
        page.obj.Annots = pikepdf.Array(kept)
    pdf.flatten_annotations("screen")


def _annotations(page: pikepdf.Page) -> list[pikepdf.Object]:
    found = page.obj.get("/Annots")
    listed = list(found) if isinstance(found, pikepdf.Array) else []
    return [each for each in listed if isinstance(each, pikepdf.Dictionary)]


def _stands_on_page(annotation: pikepdf.Object) -> bool:
    flags = annotation.get("/F", 0)
    return annotation.get("/Subtype") in _WRITTEN_ON and not int(flags) & _HIDDEN


def saved(pdf: pikepdf.Pdf) -> bytes:
    """The document as bytes, all in one revision."""
    written = io.BytesIO()
    pdf.save(
        written,
        object_stream_mode=pikepdf.ObjectStreamMode.generate,
        compress_streams=True,
        deterministic_id=True,
        fix_metadata_version=False,
    )
    return written.getvalue()
