"""Taking out of a file what tells about its making, before it is sent out or published: authors, editing
history, comments, hidden text, places and cameras. What the reader sees stays as it is."""

from collections.abc import Callable, Mapping

from gongkai.core.messages import N_, Message
from gongkai.foundation.files import kinds
from gongkai.foundation.files.kinds import Kind
from gongkai.foundation.files.stripping import office, photographs
from gongkai.foundation.redaction import redact


def strip(content: bytes, kind: Kind) -> bytes | Message:
    """The file without it, or why that can't be done; then it must not go out as it is."""
    stripped = _BY_KIND.get(kind)
    if stripped is None:
        return Message(N_("这种文件不能去除编辑信息，请转换为 PDF 后再发出"))
    return stripped(content)


_BY_KIND: Mapping[Kind, Callable[[bytes], bytes | Message]] = {
    kinds.PDF: lambda content: redact(content, ()),
    kinds.DOCX: office.stripped,
    kinds.XLSX: office.stripped,
    kinds.PNG: photographs.stripped_png,
    kinds.JPEG: photographs.stripped_jpeg,
    kinds.TEXT: lambda content: content,
}
