"""From a kind of file to its reader."""

from collections.abc import Callable, Iterable, Mapping

from lxml import etree

from gongkai.core.messages import N_, Message
from gongkai.foundation.files import kinds
from gongkai.foundation.texts import pictures, plain, portable
from gongkai.foundation.texts.office import fixed, sheets, slides, words
from gongkai.foundation.texts.passage import Layer, Passage

_MOST = 300_000  # passages of one file

type Reader = Callable[[bytes], Iterable[Passage] | Message]


def passages(content: bytes, content_type: str) -> tuple[Passage, ...] | Message:
    """All text of the file, or why it can't be read."""
    reader = _READERS.get(content_type)
    if reader is None:
        return Message(N_("这种文件不能读取其中的文字，请转换为 PDF 或 DOCX 后再上传"))
    try:
        found = reader(content)
        return found if isinstance(found, Message) else _kept(found)
    except (*kinds.BROKEN_CONTAINER, etree.XMLSyntaxError, UnicodeDecodeError):
        return Message(N_("文件已损坏，请重新保存后再上传"))


def _kept(found: Iterable[Passage]) -> tuple[Passage, ...]:
    kept: list[Passage] = []
    for each in found:
        if len(kept) == _MOST:
            kept.append(Passage("", Layer.UNREAD, Message(N_("文件过长，后面的内容没有读取"))))
            break
        if each.text.strip() or each.layer is Layer.UNREAD:
            kept.append(each)
    return tuple(kept)


_READERS: Mapping[str, Reader] = {
    kinds.PDF.content_type: portable.passages,
    kinds.DOCX.content_type: words.passages,
    kinds.XLSX.content_type: sheets.passages,
    kinds.PPTX.content_type: slides.passages,
    kinds.OFD.content_type: fixed.passages,
    kinds.PNG.content_type: pictures.passages,
    kinds.JPEG.content_type: pictures.passages,
    kinds.TEXT.content_type: plain.passages,
}
