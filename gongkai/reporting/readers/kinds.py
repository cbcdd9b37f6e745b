"""What kind of file these bytes are."""

import re
import zipfile
from collections.abc import Callable
from io import BytesIO

from gongkai.core.document import Document
from gongkai.reporting.readers.docx import read_docx
from gongkai.reporting.readers.errors import Unreadable
from gongkai.reporting.readers.html import read_html
from gongkai.reporting.readers.limits import LIMITS
from gongkai.reporting.readers.office import read_office
from gongkai.reporting.readers.pdf import read_pdf
from gongkai.reporting.readers.sheet import read_sheet
from gongkai.reporting.readers.txt import decode, read_txt

type Reader = Callable[[bytes, str], Document]

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_HTML = re.compile(r"<(?:!doctype\s+html|html|head|body|table|div|p|meta)\b", re.IGNORECASE)
_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\0", b"MM\0*", b"BM")
_ARCHIVES = (b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b")


def _extension(name: str) -> str:
    return name.rsplit(".", 1)[-1].lower() if "." in name else ""


def reader_for(data: bytes, name: str) -> Reader:
    """The reader for `data`, by its first bytes; `name`'s extension only decides among kinds of OLE and text.

    Raises Unreadable for a type that is not read.
    """
    head = data[:1024].lstrip(b"\xef\xbb\xbf \t\r\n\0")
    if b"%PDF-" in data[:1024]:
        return read_pdf
    if data.startswith(b"PK"):
        return _zipped(data, name)
    if data.startswith(_OLE):
        return _compound(data, name)
    if head.startswith(b"{\\rtf"):
        return read_office
    if data.startswith(_PICTURES) or data.startswith(_ARCHIVES):
        raise Unreadable.unknown(name)
    text = decode(data)
    if text is None:
        raise Unreadable.unknown(name)
    return read_html if _HTML.search(text[:20_000]) and _extension(name) != "md" else read_txt


def _zipped(data: bytes, name: str) -> Reader:
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            infos = archive.infolist()
    except zipfile.BadZipFile as error:
        raise Unreadable.broken() from error
    if len(infos) > LIMITS.members or sum(info.file_size for info in infos) > LIMITS.unpacked_bytes:
        raise Unreadable.too_big()
    members = {info.filename for info in infos}
    if "word/document.xml" in members or "word/document2.xml" in members:
        return read_docx
    if any(member.startswith("xl/") for member in members):
        return read_sheet
    if "content.xml" in members and "mimetype" in members:
        return read_sheet if _extension(name) == "ods" else read_office
    raise Unreadable.unknown(name)


def _compound(data: bytes, name: str) -> Reader:
    """An OLE file: an old workbook, an old document, or an encrypted new one."""
    if "EncryptedPackage".encode("utf-16-le") in data:
        raise Unreadable.encrypted()
    if "Workbook".encode("utf-16-le") in data or _extension(name) in ("xls", "et"):
        return read_sheet
    return read_office
