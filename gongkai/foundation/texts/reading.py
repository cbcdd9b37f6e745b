"""From a kind of file to its reader."""

import re
from collections.abc import Callable, Iterable, Mapping

from lxml import etree

from gongkai.core.messages import N_, Message
from gongkai.foundation.files import kinds
from gongkai.foundation.texts import pictures, plain, portable
from gongkai.foundation.texts.office import fixed, leftovers, parts, sheets, slides, words
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


def _container(reader: Callable[[bytes], Iterable[Passage]], read: str) -> Reader:
    """With what lies in the container beside. `read`: the parts whose words the reader tells."""
    names = re.compile(read)

    def everything(content: bytes) -> Iterable[Passage]:
        told = list(reader(content))
        known = "\n".join(each.text for each in told)
        return [*told, *leftovers.passages(parts.parts(content), names, known)]

    return everything


_READERS: Mapping[str, Reader] = {
    kinds.PDF.content_type: portable.passages,
    kinds.DOCX.content_type: _container(
        words.passages,
        r"word/(?:document|(?:header|footer|footnotes|endnotes|comments)\d*|glossary/document"
        r"|(?:charts/chart|diagrams/data)\d*)\.xml",
    ),
    kinds.XLSX.content_type: _container(
        sheets.passages,
        r"xl/(?:worksheets/.*|comments\d*|threadedComments/.*|(?:drawings/drawing|charts/chart)\d*"
        r"|externalLinks/externalLink\d*)\.xml",
    ),
    kinds.PPTX.content_type: _container(
        slides.passages,
        r"ppt/(?:slides/slide\d*|notesSlides/notesSlide\d*|comments/.*|commentAuthors|slideMasters/.*|slideLayouts/.*"
        r"|(?:charts/chart|diagrams/data)\d*)\.xml",
    ),
    kinds.OFD.content_type: fixed.passages,
    kinds.PNG.content_type: pictures.passages,
    kinds.JPEG.content_type: pictures.passages,
    kinds.TEXT.content_type: plain.passages,
}
