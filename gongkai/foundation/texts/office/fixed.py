"""OFD (GB/T 33190): pages of placed text, a container of XML like the others."""

import posixpath
from collections.abc import Iterator

from lxml import etree

from gongkai.core.messages import N_, Message
from gongkai.foundation.texts.office import parts
from gongkai.foundation.texts.office.parts import Parts
from gongkai.foundation.texts.passage import Layer, Passage

_FALSE = frozenset({"false", "0"})
_DULL = frozenset({"DocID", "CreationDate", "ModDate", "Creator", "CreatorVersion"})


def passages(content: bytes) -> Iterator[Passage]:
    """Page by page; then notes on pages; then what the file tells of itself."""
    found = parts.parts(content)
    book = parts.root(found["OFD.xml"])
    number = 0
    for place in _told(book, "DocRoot"):
        folder = posixpath.dirname(place.lstrip("/"))
        document = parts.root(found[place.lstrip("/")])
        templates = [each.get("BaseLoc", "") for each in _named(document, "TemplatePage")]
        for template in templates:
            yield from _page(found, _joined(folder, template), 0)
        for each in _named(document, "Page"):
            number += 1
            yield from _page(found, _joined(folder, each.get("BaseLoc", "")), number)
    yield from _behind(found, book)


def _page(found: Parts, name: str, number: int) -> Iterator[Passage]:
    """`number` 0 is the form that several pages lie on."""
    if name not in found:
        return
    place = Message(N_("第 {page} 页"), {"page": number}) if number else Message(N_("页面模板"))
    pictures = 0
    lines: list[str] = []
    for each in parts.root(found[name]).iter():
        if parts.local(each) == "ImageObject":
            pictures += 1
        if parts.local(each) != "TextObject":
            continue
        text = "".join(code.text or "" for code in each.iter() if parts.local(code) == "TextCode")
        if _is_off(each):
            why = Message(N_("{place}，不显示的文字"), {"place": place})
            yield Passage(text, Layer.HIDDEN, why, number)
        else:
            lines.append(text)
    yield Passage("\n".join(lines), Layer.BODY, place, number)
    if pictures:
        where = Message(N_("{place}的 {number} 幅图像里的文字"), {"place": place, "number": pictures})
        yield Passage("", Layer.UNREAD, where, number)


def _is_off(text: etree._Element) -> bool:
    if text.get("Alpha") == "0":
        return True
    return any(each.get("Visible", "true") in _FALSE for each in (text, *text.iterancestors()))


def _behind(found: Parts, book: etree._Element) -> Iterator[Passage]:
    for about in _named(book, "DocInfo"):
        for each in about.iter():
            name = parts.local(each)
            if name not in _DULL and each.text and each.text.strip():
                label = each.get("Name", name)
                yield Passage(
                    each.text.strip(), Layer.PROPERTY, Message(N_("文档属性“{name}”"), {"name": label})
                )
    for name in found:
        kind = name.rpartition("/")[2].lower()
        if kind.startswith("annotation") and kind.endswith(".xml"):
            text = parts.inner_text(parts.root(found[name]))
            if text:
                yield Passage(text, Layer.ANNOTATION, Message(N_("页面上的注释")))
        if kind == "attachments.xml":
            for each in _named(parts.root(found[name]), "Attachment"):
                yield Passage(each.get("Name", ""), Layer.ATTACHED, Message(N_("嵌入的文件")))


def _named(tree: etree._Element, name: str) -> list[etree._Element]:
    return [each for each in tree.iter() if parts.local(each) == name]


def _told(tree: etree._Element, name: str) -> list[str]:
    return [each.text.strip() for each in _named(tree, name) if each.text]


def _joined(folder: str, place: str) -> str:
    return place.lstrip("/") if place.startswith("/") else posixpath.normpath(f"{folder}/{place}")
