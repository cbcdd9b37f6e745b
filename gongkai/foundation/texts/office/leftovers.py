"""What a container holds beside the parts that are read by their own rules: stores of pivot tables, people
of a document, tags, parts of unusual names. Nobody sees it, everybody can read it.

Only what may tell something is told: Chinese words, long numbers, addresses of mail.
"""

import re
from collections.abc import Iterator

from lxml import etree

from gongkai.core.messages import N_, Message
from gongkai.foundation.texts.office import parts
from gongkai.foundation.texts.office.parts import Parts
from gongkai.foundation.texts.passage import Layer, Passage

_TELLING = re.compile(r"[\u4e00-\u9fff]{2}|\d[\d \-]{6}|@")
_TELLING_ATTRIBUTE = re.compile(r"\d{11}|\w@\w")  # numbers of objects have ten digits at most
_DULL = re.compile(
    r"\[Content_Types\]\.xml|(?:.*/)?_rels/.*|docProps/.*|.*/theme/.*|.*/customXml/.*|customXml/.*"
    r"|(?:word|xl|ppt)/(?:styles|stylesWithEffects|fontTable|settings|webSettings|numbering|calcChain|presProps"
    r"|viewProps|tableStyles|workbook|presentation|sharedStrings)\.xml"
    r"|.*/(?:charts|diagrams)/(?:style|colors|layout|quickStyle)\d*\.xml|.*/printerSettings/.*|.*\.odttf"
    r"|.*/fonts/.*"
)
_MARKUP = (".xml", ".vml")
_MOST = 200_000  # characters of one part


def passages(found: Parts, read: re.Pattern[str], known: str) -> Iterator[Passage]:
    """`read`: names of parts that were read; `known`: all that was told of them."""
    for name, content in found.items():
        if _DULL.fullmatch(name) or name.lower().endswith(parts.PICTURES) or parts.is_embedded(name):
            continue
        file = name.rpartition("/")[2]
        if not name.lower().endswith(_MARKUP):
            if not read.fullmatch(name):
                yield Passage(file, Layer.ATTACHED, Message(N_("嵌入的文件")))
            continue
        tree = _root(content)
        if tree is None:
            continue
        texts = _attributes(tree) if read.fullmatch(name) else _everything(tree)
        unknown = [each for each in dict.fromkeys(texts) if each not in known]
        if unknown:
            place = Message(N_("文件部件“{name}”里的文字，阅读时看不到"), {"name": file})
            yield Passage("\n".join(unknown)[:_MOST], Layer.HIDDEN, place)


def telling(text: str) -> bool:
    """Could a person or a body be known by it?"""
    return _TELLING.search(text) is not None


def _root(content: bytes) -> etree._Element | None:
    try:
        return parts.root(content)
    except etree.XMLSyntaxError:
        return None


def _attributes(tree: etree._Element) -> Iterator[str]:
    for each in tree.iter():
        if isinstance(each.tag, str):
            for value in each.attrib.values():
                if _TELLING_ATTRIBUTE.search(str(value)):
                    yield str(value)


def _everything(tree: etree._Element) -> Iterator[str]:
    """Text and attributes; runs of one paragraph together."""
    paragraphs = [each for each in tree.iter() if parts.local(each) == "p"]
    for paragraph in paragraphs:
        text = parts.inner_text(paragraph)
        if telling(text) and not is_placeholder(paragraph):
            yield text
    for each in tree.iter():
        if not isinstance(each.tag, str):
            continue
        text = (each.text or "").strip()
        if not paragraphs and telling(text):
            yield text
        for key, value in each.attrib.items():
            if not str(key).endswith("typeface") and telling(str(value)) and not is_placeholder(each):
                yield str(value)


def is_placeholder(element: etree._Element) -> bool:
    """Within a shape of a master that only says where the words of a slide go."""
    return any(
        parts.local(shape) == "sp" and any(parts.local(each) == "ph" for each in shape.iter())
        for shape in (element, *element.iterancestors())
    )
