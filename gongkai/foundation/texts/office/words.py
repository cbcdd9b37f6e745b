"""DOCX: paragraphs, and what stands behind them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from gongkai.core.messages import N_, Message
from gongkai.foundation.texts.office import leftovers, looks, parts
from gongkai.foundation.texts.office.looks import Styles, W
from gongkai.foundation.texts.office.parts import Parts, attribute
from gongkai.foundation.texts.passage import Layer, Passage

_MARKUP = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_OUTSIDE = frozenset({f"{W}txbxContent", f"{_MARKUP}Fallback", f"{W}instrText", f"{W}delInstrText"})
_TEXTS = {f"{W}t": "", f"{_MATH}t": "", f"{W}delText": "", f"{W}tab": "\t", f"{W}br": "\n", f"{W}cr": "\n",
          f"{W}noBreakHyphen": "-"}  # fmt: skip
_STARS = frozenset({"AB", "AF", "B6"})  # as Wingdings has them
_STRUCK = frozenset({f"{W}del", f"{W}moveFrom"})
_LEADING = re.compile(r"^\s*(?:PAGEREF|REF|TOC|HYPERLINK\s+\\l|NUMPAGES|PAGE|SEQ|EQ)\b[^@]*$")
_PUT_IN = frozenset({f"{W}ins", f"{W}moveTo"})


@dataclass(frozen=True, slots=True)
class _Piece:
    text: str
    layer: Layer
    why: Message | None = None


@dataclass(frozen=True, slots=True)
class _Part:
    """What the paragraphs of a part of the document are, when they are seen."""

    layer: Layer
    place: str


_BODY = _Part(Layer.BODY, N_("第 {number} 段"))
_OTHERS = (
    ("word/header", _Part(Layer.MARGIN, N_("页眉"))),
    ("word/footer", _Part(Layer.MARGIN, N_("页脚"))),
    ("word/footnotes", _Part(Layer.BODY, N_("脚注"))),
    ("word/endnotes", _Part(Layer.BODY, N_("尾注"))),
    ("word/comments", _Part(Layer.ANNOTATION, N_("批注"))),
    ("word/glossary/document", _Part(Layer.HIDDEN, N_("构建基块，阅读时看不到"))),
    ("word/diagrams/data", _Part(Layer.BODY, N_("图形中的文字"))),
    ("word/charts/chart", _Part(Layer.BODY, N_("图表中的文字"))),
)


def passages(content: bytes) -> Iterator[Passage]:
    """Paragraph by paragraph; then margins, notes, comments; then what the file tells of itself."""
    found = parts.parts(content)
    styles = looks.styles(found)
    yield from _paragraphs(parts.root(found["word/document.xml"]), _BODY, styles)
    for beginning, about in _OTHERS:
        for name, tree in parts.named(found, beginning):
            if "/charts/" in name or "/diagrams/" in name:
                yield from _drawn(tree, about)
            else:
                yield from _paragraphs(tree, about, styles)
    yield from _variables(found)
    yield from parts.behind(found)


def _drawn(tree: etree._Element, about: _Part) -> Iterator[Passage]:
    for each in tree.iter():
        if parts.local(each) in ("t", "v") and each.text and each.text.strip():
            yield Passage(each.text, about.layer, Message(about.place))


def _paragraphs(tree: etree._Element, about: _Part, styles: Styles) -> Iterator[Passage]:
    number = 0
    for paragraph in tree.iter(f"{W}p"):
        if _is_repeated(paragraph):
            continue
        number += 1
        place = _place(paragraph, about, number)
        pieces = list(_pieces(paragraph, about.layer, styles))
        for layer, why, text in _joined(pieces):
            where = place if why is None else Message(N_("{place}，{why}"), {"place": place, "why": why})
            yield Passage(text, layer, where)
    yield from _alternatives(tree)
    yield from _codes(tree)
    for each in tree.iter():
        if parts.local(each) == "textpath" and attribute(each, "string"):
            yield Passage(attribute(each, "string"), about.layer, Message(N_("艺术字、水印")))


def _is_repeated(paragraph: etree._Element) -> bool:
    """The same text box stands twice in the file: once for old programs."""
    return any(each.tag == f"{_MARKUP}Fallback" for each in paragraph.iterancestors())


def _place(paragraph: etree._Element, about: _Part, number: int) -> Message:
    for each in paragraph.iterancestors():
        if each.tag == f"{W}comment":
            return Message(N_("{author}的批注"), {"author": attribute(each, "author")})
        if each.tag == f"{W}txbxContent":
            return Message(N_("文本框"))
    values = {"number": number} if "{number}" in about.place else {}
    return Message(about.place, values)


def _pieces(paragraph: etree._Element, layer: Layer, styles: Styles) -> Iterator[_Piece]:
    for element in _own(paragraph):
        text = _TEXTS.get(str(element.tag))
        if element.tag == f"{W}sym":
            text = "★" if attribute(element, "char").upper()[-2:] in _STARS else "□"
        if text is None:
            continue
        text = text or element.text or ""
        change = _change(element)
        if change is not None:
            yield _Piece(text, Layer.REVISION, _change_told(change))
        if change is None or change.tag not in _STRUCK:
            why = looks.why_unseen(element, styles)
            yield _Piece(text, layer if why is None else Layer.HIDDEN, why)


def _change(element: etree._Element) -> etree._Element | None:
    """The tracked change the element stands in."""
    for each in element.iterancestors():
        if each.tag in _STRUCK or each.tag in _PUT_IN:
            return each
        if each.tag == f"{W}p":
            return None
    return None


def _change_told(change: etree._Element) -> Message:
    author = {"author": attribute(change, "author")}
    if change.tag in _STRUCK:
        return Message(N_("{author}删除而未接受"), author)
    return Message(N_("{author}插入而未接受"), author)


def _own(paragraph: etree._Element) -> Iterator[etree._Element]:
    """The paragraph's elements without those of text boxes in it, which have paragraphs of their own."""
    for child in paragraph:
        if child.tag in _OUTSIDE:
            continue
        yield child
        yield from _own(child)


def _joined(pieces: list[_Piece]) -> Iterator[tuple[Layer, Message | None, str]]:
    """First what is seen, whole; then each stretch that is not, for itself."""
    seen = "".join(piece.text for piece in pieces if piece.why is None)
    if seen.strip():
        yield next(piece.layer for piece in pieces if piece.why is None), None, seen
    for why in dict.fromkeys(str(piece.why) for piece in pieces if piece.why is not None):
        stretch = [piece for piece in pieces if piece.why is not None and str(piece.why) == why]
        text = "".join(piece.text for piece in stretch)
        if text.strip():
            yield stretch[0].layer, stretch[0].why, text


def _alternatives(tree: etree._Element) -> Iterator[Passage]:
    """The words that stand for a picture when it is read aloud."""
    for each in tree.iter():
        if parts.local(each) == "docPr":
            text = attribute(each, "descr") or attribute(each, "title")
            if text:
                yield Passage(text, Layer.HIDDEN, Message(N_("图像的替代文字")))


def _codes(tree: etree._Element) -> Iterator[Passage]:
    """Instructions of fields: what they ask for is in the file, whatever they show. A field that only counts
    pages or leads to a heading says nothing."""
    for paragraph in tree.iter(f"{W}p"):
        code = "".join(each.text or "" for each in paragraph.iter(f"{W}instrText", f"{W}delInstrText"))
        if leftovers.telling(code.replace("_Toc", "").replace("_Ref", "")) and not _LEADING.search(code):
            yield Passage(code.strip(), Layer.HIDDEN, Message(N_("域代码")))


def _variables(found: Parts) -> Iterator[Passage]:
    if "word/settings.xml" not in found:
        return
    for each in parts.root(found["word/settings.xml"]).iter(f"{W}docVar"):
        place = Message(N_("文档变量“{name}”"), {"name": attribute(each, "name")})
        yield Passage(attribute(each, "val"), Layer.PROPERTY, place)
