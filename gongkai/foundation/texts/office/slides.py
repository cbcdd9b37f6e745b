"""PPTX: slide by slide, with the speaker's notes."""

from collections.abc import Iterator

from lxml import etree

from gongkai.core.messages import N_, Message
from gongkai.foundation.texts.office import parts
from gongkai.foundation.texts.office.parts import Parts, attribute
from gongkai.foundation.texts.passage import Layer, Passage

_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_OFF = frozenset({"0", "false"})
_ON = frozenset({"1", "true"})


def passages(content: bytes) -> Iterator[Passage]:
    """In the order of showing; then notes and comments; then what the file tells of itself."""
    found = parts.parts(content)
    for number, name in enumerate(_order(found), 1):
        yield from _slide(parts.root(found[name]), number)
    for name, tree in parts.named(found, "ppt/notesSlides/notesSlide"):
        digits = "".join(character for character in name if character.isdigit())
        place = Message(N_("演讲者备注 {number}"), {"number": digits})
        yield from (Passage(text, Layer.ANNOTATION, place) for text, _ in _paragraphs(tree))
    for _, tree in parts.named(found, "ppt/comments/"):
        for each in tree.iter():
            if parts.local(each) in ("text", "t") and each.text:
                yield Passage(each.text, Layer.ANNOTATION, Message(N_("批注")))
    for _, tree in parts.named(found, "ppt/commentAuthors"):
        for each in tree:
            yield Passage(attribute(each, "name"), Layer.PROPERTY, Message(N_("批注的作者")))
    yield from parts.behind(found)


def _order(found: Parts) -> list[str]:
    leads = parts.related(found, "ppt/presentation.xml")
    listed = [
        each for each in parts.root(found["ppt/presentation.xml"]).iter() if parts.local(each) == "sldId"
    ]
    names = [leads.get(_relation(each), "") for each in listed]
    return [name for name in names if name in found]


def _relation(each: etree._Element) -> str:
    """Its r:id; its plain id is another thing."""
    return next((str(value) for key, value in each.attrib.items() if str(key).endswith("}id")), "")


def _slide(tree: etree._Element, number: int) -> Iterator[Passage]:
    hidden = tree.get("show", "1") in _OFF
    for text, unseen in _paragraphs(tree):
        values = {"number": number}
        if hidden or unseen:
            place = Message(N_("第 {number} 张幻灯片，隐藏"), values)
            yield Passage(text, Layer.HIDDEN, place, number)
        else:
            yield Passage(text, Layer.BODY, Message(N_("第 {number} 张幻灯片"), values), number)
    for each in tree.iter():
        if parts.local(each) == "cNvPr" and attribute(each, "descr"):
            yield Passage(attribute(each, "descr"), Layer.HIDDEN, Message(N_("图像的替代文字")), number)


def _paragraphs(tree: etree._Element) -> Iterator[tuple[str, bool]]:
    """Text of each paragraph, and whether its shape is hidden."""
    for paragraph in tree.iter(f"{_A}p"):
        text = "".join(each.text or "" for each in paragraph.iter(f"{_A}t"))
        if text.strip():
            yield text, _is_hidden(paragraph)


def _is_hidden(paragraph: etree._Element) -> bool:
    for shape in paragraph.iterancestors():
        if parts.local(shape) not in ("sp", "graphicFrame", "grpSp"):
            continue
        about = next((each for each in shape.iter() if parts.local(each) == "cNvPr"), None)
        if about is not None and about.get("hidden") in _ON:
            return True
    return False
