"""DOCX, read from its parts: text as printed, with list numbers, insertions accepted and deletions gone."""

import zipfile
from io import BytesIO

import lxml.etree

from gongkai.core.document import Document
from gongkai.reporting.readers.docx.body import BodyReader
from gongkai.reporting.readers.docx.numbers import Numbering
from gongkai.reporting.readers.docx.xml import W, parse
from gongkai.reporting.readers.errors import Unreadable
from gongkai.reporting.readers.limits import LIMITS


def read_docx(data: bytes, name: str) -> Document:
    """The document in a DOCX. Raises Unreadable when broken, encrypted or unpacking to too much."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            infos = archive.infolist()
            if len(infos) > LIMITS.members or sum(info.file_size for info in infos) > LIMITS.unpacked_bytes:
                raise Unreadable.too_big()
            if any(info.flag_bits & 1 for info in infos):
                raise Unreadable.encrypted()
            body = _part(archive, "word/document.xml", "word/document2.xml")
            numbering = _part(archive, "word/numbering.xml")
            styles = _part(archive, "word/styles.xml")
    except (zipfile.BadZipFile, lxml.etree.XMLSyntaxError) as error:
        raise Unreadable.broken() from error
    if body is None:
        raise Unreadable.broken()
    reader = BodyReader(Numbering(numbering, styles))
    reader.read(body.find(f"{W}body"))
    if reader.page > LIMITS.pages:
        raise Unreadable.too_long(reader.page, LIMITS.pages)
    return Document(name=name, kind="docx", blocks=tuple(reader.blocks), pages=reader.page)


def _part(archive: zipfile.ZipFile, *names: str) -> lxml.etree._Element | None:
    found = next((name for name in names if name in archive.namelist()), None)
    return parse(archive.read(found)) if found else None
