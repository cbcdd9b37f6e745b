"""PPTX: slide by slide, with the speaker's notes."""

from collections.abc import Iterator

from lxml import etree

from gongkai.core.messages import N_, Message
from gongkai.foundation.texts.office import leftovers, parts
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
    yield from _unlisted(found)
    yield from _masters(found)
    yield from _figures(found)
    yield from _notes(found)
    yield from _comments(found)
    yield from parts.behind(found)


def _unlisted(found: Parts) -> Iterator[Passage]:
    """Slides that were taken out of the show and are still in the file."""
    shown = set(_order(found))
    for name, tree in parts.named(found, "ppt/slides/slide"):
        if name not in shown:
            for text, _ in _paragraphs(tree):
                yield Passage(text, Layer.HIDDEN, Message(N_("已删去、仍留在文件里的幻灯片")))


def _masters(found: Parts) -> Iterator[Passage]:
    """What lies under every slide."""
    for beginning in ("ppt/slideMasters/", "ppt/slideLayouts/"):
        for _, tree in parts.named(found, beginning):
            for text, unseen in _paragraphs(tree, own_only=True):
                yield Passage(text, Layer.HIDDEN if unseen else Layer.MARGIN, Message(N_("幻灯片母版")))


def _figures(found: Parts) -> Iterator[Passage]:
    for beginning, about in (
        ("ppt/charts/chart", N_("图表中的文字")), ("ppt/diagrams/data", N_("图形中的文字")),
    ):  # fmt: skip
        for _, tree in parts.named(found, beginning):
            yield from (Passage(text, Layer.BODY, Message(about)) for text, _ in _paragraphs(tree))
            for each in tree.iter():
                if parts.local(each) == "v" and each.text and each.text.strip():
                    yield Passage(each.text, Layer.BODY, Message(about))


def _notes(found: Parts) -> Iterator[Passage]:
    for name, tree in parts.named(found, "ppt/notesSlides/notesSlide"):
        digits = "".join(character for character in name if character.isdigit())
        place = Message(N_("演讲者备注 {number}"), {"number": digits})
        yield from (Passage(text, Layer.ANNOTATION, place) for text, _ in _paragraphs(tree))


def _comments(found: Parts) -> Iterator[Passage]:
    for _, tree in parts.named(found, "ppt/comments/"):
        for each in tree.iter():
            if parts.local(each) in ("text", "t") and each.text:
                yield Passage(each.text, Layer.ANNOTATION, Message(N_("批注")))
    for _, tree in parts.named(found, "ppt/commentAuthors"):
        for each in tree:
            yield Passage(attribute(each, "name"), Layer.PROPERTY, Message(N_("批注的作者")))


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


def _paragraphs(tree: etree._Element, own_only: bool = False) -> Iterator[tuple[str, bool]]:
    """Text of each paragraph, and whether its shape is hidden. `own_only`: of a master, what it shows
    itself."""
    for paragraph in tree.iter(f"{_A}p"):
        text = "".join(
            "\n" if each.tag == f"{_A}br" else each.text or "" for each in paragraph.iter(f"{_A}t", f"{_A}br")
        )
        if text.strip() and not (own_only and leftovers.is_placeholder(paragraph)):
            yield text, _is_hidden(paragraph)


def _is_hidden(paragraph: etree._Element) -> bool:
    for shape in paragraph.iterancestors():
        if parts.local(shape) not in ("sp", "graphicFrame", "grpSp"):
            continue
        about = next((each for each in shape.iter() if parts.local(each) == "cNvPr"), None)
        if about is not None and about.get("hidden") in _ON:
            return True
    return False
