"""A container's parts, and what all kinds of office documents keep in the same places."""

import io
import posixpath
import re
import zipfile
from collections.abc import Iterator, Mapping

from lxml import etree

from gongkai.core.messages import N_, Message
from gongkai.foundation.texts import pictures
from gongkai.foundation.texts.passage import Layer, Passage

_CAREFUL = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
_LARGEST = 300 << 20  # bytes unpacked, all parts together
PICTURES = (".png", ".jpg", ".jpeg", ".gif", ".bmp", ".tif", ".tiff", ".emf", ".wmf", ".svg", ".webp")
_LONG = re.compile(r"\d{11}|[\u4e00-\u9fff]{2}|\w@\w")
_DULL = frozenset(
    {
        "Application", "AppVersion", "DocSecurity", "ScaleCrop", "SharedDoc", "LinksUpToDate",
        "HyperlinksChanged", "TotalTime", "Pages", "Words", "Characters", "Lines", "Paragraphs",
        "CharactersWithSpaces", "created", "modified", "revision", "HeadingPairs", "Slides", "Notes",
        "HiddenSlides", "MMClips", "PresentationFormat", "language", "version", "lastPrinted",
    }
)  # fmt: skip
"""Properties that name nobody and nothing."""

_DULL_TEXTS = frozenset({"Normal.dotm", "Normal", "Normal.wpt", "0", "false", "FALSE"})

type Parts = Mapping[str, bytes]


class TooLargeError(ValueError):
    """More than is read."""


def parts(content: bytes) -> Parts:
    """Every part by its name. Raises what zipfile raises."""
    with zipfile.ZipFile(io.BytesIO(content)) as container:
        entries = [entry for entry in container.infolist() if not entry.is_dir()]
        if sum(entry.file_size for entry in entries) > _LARGEST:
            raise TooLargeError("the container holds too much")
        return {entry.filename.replace("\\", "/").lstrip("/"): container.read(entry) for entry in entries}


def root(content: bytes) -> etree._Element:
    """The part as XML. Raises etree.XMLSyntaxError."""
    return etree.fromstring(content, _CAREFUL)


def named(found: Parts, beginning: str, ending: str = ".xml") -> Iterator[tuple[str, etree._Element]]:
    """Name and root of the parts whose names begin and end so, in the order of their numbers."""
    names = [name for name in found if name.startswith(beginning) and name.endswith(ending)]
    for name in sorted(names, key=lambda each: (len(each), each)):
        yield name, root(found[name])


def local(element: etree._Element) -> str:
    """The element's name without its namespace; empty for comments."""
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


def inner_text(element: etree._Element) -> str:
    """All text within, blanks and line ends made single blanks."""
    return " ".join("".join(str(each) for each in element.itertext()).split())


def attribute(element: etree._Element, name: str) -> str:
    """The attribute of this name in whatever namespace; empty without."""
    for key, value in element.attrib.items():
        if str(key).rpartition("}")[2] == name:
            return str(value)
    return ""


def related(found: Parts, name: str) -> dict[str, str]:
    """Number of a relation → the part it leads to, for the part `name`."""
    folder, _, file = name.rpartition("/")
    told = found.get(f"{folder}/_rels/{file}.rels")
    if told is None:
        return {}
    return {
        attribute(each, "Id"): _target(attribute(each, "Target"), folder)
        for each in root(told)
        if attribute(each, "TargetMode") != "External"
    }


def _target(target: str, folder: str) -> str:
    return target.lstrip("/") if target.startswith("/") else posixpath.normpath(f"{folder}/{target}")


def behind(found: Parts) -> Iterator[Passage]:
    """Properties, links to other places, files and pictures within, data of programs."""
    yield from _properties(found)
    yield from _links(found)
    yield from _custom_data(found)
    names = [name for name in found if "/media/" in name and name.lower().endswith(PICTURES)]
    if names:
        yield Passage("", Layer.UNREAD, Message(N_("文件中 {number} 幅图像里的文字"), {"number": len(names)}))
        for name in names:
            yield from pictures.told(found[name])
    for name in found:
        if is_embedded(name):
            yield Passage(name.rpartition("/")[2], Layer.ATTACHED, Message(N_("嵌入的文件")))


def is_embedded(name: str) -> bool:
    """A file of its own within the file."""
    return "/embeddings/" in name or "/activeX/" in name


def _properties(found: Parts) -> Iterator[Passage]:
    for _, tree in named(found, "docProps/"):
        for each in tree:
            name = attribute(each, "name") or local(each)
            text = inner_text(each)
            if name not in _DULL and text and text not in _DULL_TEXTS:
                place = Message(N_("文档属性“{name}”"), {"name": name})
                yield Passage(text, Layer.PROPERTY, place)


def _links(found: Parts) -> Iterator[Passage]:
    for _, tree in sorted(named(found, "", ".rels")):
        for each in tree:
            if attribute(each, "TargetMode") == "External" and attribute(each, "Target"):
                yield Passage(attribute(each, "Target"), Layer.PROPERTY, Message(N_("指向别处的链接")))


def _custom_data(found: Parts) -> Iterator[Passage]:
    for name, tree in named(found, "customXml/item"):
        values = [
            str(value) for each in tree.iter() for value in each.attrib.values() if _LONG.search(str(value))
        ]
        text = " ".join(each for each in (inner_text(tree), *values) if each)
        if text and "itemProps" not in name:
            yield Passage(text, Layer.HIDDEN, Message(N_("程序附带的数据，阅读时看不到")))
