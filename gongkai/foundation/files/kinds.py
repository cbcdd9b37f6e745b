"""What a file is, told from its content; its name and what the browser says are not believed."""

import io
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass

from gongkai.core.messages import N_, Message

_TEXT_ENCODINGS = ("utf-8", "gb18030")
BROKEN_CONTAINER = (
    zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError, RuntimeError,
    KeyError,
)  # fmt: skip
"""What the library raises over a zip container that is not whole."""

_MOST_NAMES = 10_000  # of a zip container that is looked into


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of file that may be attached."""

    content_type: str
    endings: tuple[str, ...]


_OFFICE = "application/vnd.openxmlformats-officedocument"
PDF = Kind("application/pdf", ("pdf",))
DOCX = Kind(f"{_OFFICE}.wordprocessingml.document", ("docx",))
XLSX = Kind(f"{_OFFICE}.spreadsheetml.sheet", ("xlsx",))
PPTX = Kind(f"{_OFFICE}.presentationml.presentation", ("pptx",))
OFD = Kind("application/ofd", ("ofd",))
OLD_OFFICE = Kind("application/x-ole-storage", ("doc", "xls", "wps", "et"))
PNG = Kind("image/png", ("png",))
JPEG = Kind("image/jpeg", ("jpg", "jpeg"))
TEXT = Kind("text/plain", ("txt", "csv"))
MP4 = Kind("video/mp4", ("mp4", "m4v"))
WEBM = Kind("video/webm", ("webm",))
FILMS = frozenset({MP4, WEBM})
"""Only where somebody asks for a video."""

KINDS = (PDF, DOCX, XLSX, PPTX, OFD, OLD_OFFICE, PNG, JPEG, TEXT)

_BEGINNINGS: Mapping[bytes, Kind] = {
    b"%PDF-": PDF,
    b"\x89PNG\r\n\x1a\n": PNG,
    b"\xff\xd8\xff": JPEG,
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1": OLD_OFFICE,
}
_BRANDS = frozenset({
    b"isom", b"iso2", b"iso4", b"iso5", b"iso6", b"mp41", b"mp42", b"avc1", b"dash", b"M4V ", b"MSNV",
})  # fmt: skip
_RICH_TEXT = b"{\\rtf"
"""Text to the eye of no reader: letters stand in it as numbers."""
_PARTS: Mapping[str, Kind] = {
    "word/document.xml": DOCX, "xl/workbook.xml": XLSX, "ppt/presentation.xml": PPTX, "OFD.xml": OFD,
}  # fmt: skip


def kind_of(content: bytes) -> Kind | Message:
    """The kind of a file, or why it can't be attached."""
    film = _film(content)
    if film is not None:
        return film
    for beginning, kind in _BEGINNINGS.items():
        if content.startswith(beginning):
            return kind
    if content.startswith(b"PK"):
        return _container(content)
    if b"\x00" not in content and not content.startswith(_RICH_TEXT) and _is_text(content):
        return TEXT
    return _unknown()


def _film(content: bytes) -> Kind | None:
    """MP4 by the brand in its first box, WebM by the type in its head. Photographs of telephones (HEIC) and
    QuickTime begin like MP4 and are not."""
    if content[4:8] == b"ftyp":
        return MP4 if content[8:12] in _BRANDS else None
    if content.startswith(b"\x1a\x45\xdf\xa3"):
        return WEBM if b"webm" in content[:64] else None
    return None


def is_known(name: str) -> bool:
    """Does the name end like that of any file that may come? A drawing with a script in it (.svg), say, reads
    as text and is none."""
    return any(fits(kind, name) for kind in (*KINDS, *FILMS))


def fits(kind: Kind, name: str) -> bool:
    """Does the name end as such a file's does?"""
    return name.rpartition(".")[2].lower() in kind.endings


def _container(content: bytes) -> Kind | Message:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as container:
            names = container.namelist()[:_MOST_NAMES]
    except BROKEN_CONTAINER:
        return Message(N_("文件已损坏，请重新保存后再上传"))
    if any(name.lower().endswith("vbaproject.bin") for name in names):
        return Message(N_("文件含有宏，请另存为不含宏的文件后再上传"))
    return next((kind for part, kind in _PARTS.items() if part in names), None) or _unknown()


def _is_text(content: bytes) -> bool:
    for encoding in _TEXT_ENCODINGS:
        try:
            content.decode(encoding)
        except UnicodeDecodeError:
            continue
        return True
    return False


def _unknown() -> Message:
    endings = "、".join(ending for kind in KINDS for ending in kind.endings)
    return Message(N_("不能识别的文件类型。可以上传：{endings}"), {"endings": endings})
