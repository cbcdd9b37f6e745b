"""DOCX and XLSX, part by part: what tells of the making is dropped, and every reference to it."""

import io
import posixpath
import re
import zipfile
from collections.abc import Callable, Iterable

from lxml import etree

from gongkai.core.messages import N_, Message
from gongkai.foundation.files import kinds
from gongkai.foundation.files.stripping import photographs, sheets, texts

_DROPPED = re.compile(
    r"docProps/|customXml/|_xmlsignatures/|word/(comments\w*|people)\.xml$|word/printerSettings/"
    r"|xl/(comments\w*\.xml$|comments/|threadedComments/|persons/|revisions/|printerSettings/|customProperty)"
    r"|xl/(pivotCache|pivotTables|slicers|slicerCaches|timelines|timelineCaches|model)/"
    r"|xl/(connections\.xml$|queryTables/|externalLinks/)"
    r"|xl/drawings/(vmlDrawing|commentsDrawing)\d*\.(vml|xml)$",
    re.IGNORECASE,
)
_STORES = re.compile(r"pivot(Table|Cache)|slicer|timeline|\.model\+data", re.IGNORECASE)
"""Types of the parts of pivot tables, whatever their names."""

_TYPES = "[Content_Types].xml"
_UNDATED = (1980, 1, 1, 0, 0, 0)
_CAREFUL = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)

type Parts = dict[str, bytes]


class CannotStripError(Exception):
    """Something in the file needs a person's decision first."""

    def __init__(self, reason: Message) -> None:
        super().__init__(str(reason))
        self.reason = reason


def stripped(content: bytes) -> bytes | Message:
    """The document as it reads, with nothing behind it. Tracked changes are taken as accepted."""
    try:
        return _packed(_cleaned(_parts(content)))
    except CannotStripError as error:
        return error.reason
    except (*kinds.BROKEN_CONTAINER, etree.XMLSyntaxError):
        return Message(N_("文件已损坏，请重新保存后再上传"))


def _parts(content: bytes) -> Parts:
    with zipfile.ZipFile(io.BytesIO(content)) as container:
        return {entry.filename: container.read(entry) for entry in container.infolist() if not entry.is_dir()}


def _packed(parts: Parts) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as container:
        for name in sorted(parts, key=lambda each: each != _TYPES):
            container.writestr(zipfile.ZipInfo(name, _UNDATED), parts[name], zipfile.ZIP_DEFLATED)
    return written.getvalue()


def _cleaned(parts: Parts) -> Parts:
    gone = {name for name in parts if _DROPPED.match(name)} | (_stores(parts[_TYPES]) & parts.keys())
    gone |= {name for name in parts if _owner(name) in gone}
    return {name: _part(name, content, gone) for name, content in parts.items() if name not in gone}


def _stores(types: bytes) -> set[str]:
    """Names of the parts that are stores of pivot tables, or show something of them."""
    return {
        each.get("PartName", "").lstrip("/")
        for each in etree.fromstring(types, _CAREFUL)
        if isinstance(each.tag, str) and _STORES.search(each.get("ContentType", ""))
    }


def _owner(name: str) -> str:
    """The part whose relations `name` holds; empty for others."""
    folder, _, file = name.rpartition("/")
    if not folder.endswith("_rels") or not file.endswith(".rels"):
        return ""
    return posixpath.join(posixpath.dirname(folder), file.removesuffix(".rels"))


def _part(name: str, content: bytes, gone: set[str]) -> bytes:
    lowered = name.lower()
    if name == _TYPES:
        return _changed(content, lambda root: _forget_types(root, gone))
    if lowered.endswith(".rels"):
        return _changed(content, lambda root: _forget_relations(root, _owner(name), gone))
    if lowered.startswith("word/") and lowered.endswith(".xml"):
        return _changed(content, texts.clean)
    if lowered.startswith("xl/") and lowered.endswith(".xml"):
        return _changed(content, _careful_sheet)
    return _embedded(name, content)


def _careful_sheet(root: etree._Element) -> None:
    hidden = sheets.hidden(root)
    if hidden is not None:
        raise CannotStripError(hidden)
    sheets.clean(root)


def _changed(content: bytes, change: Callable[[etree._Element], None]) -> bytes:
    root = etree.fromstring(content, _CAREFUL)
    change(root)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _forget_types(root: etree._Element, gone: Iterable[str]) -> None:
    for each in list(root):
        if each.get("PartName", "").lstrip("/") in gone:
            root.remove(each)


_FETCHED = frozenset({"image", "oleObject", "frame", "subDocument", "audio", "video", "media"})
"""Kinds of relations to other places that a program follows when the file is opened, telling who reads."""

_NOWHERE = "NULL"
"""As Word itself writes a link that leads nowhere; without any the file would be broken."""


def _forget_relations(root: etree._Element, owner: str, gone: set[str]) -> None:
    for each in list(root):
        outside = each.get("TargetMode") == "External"
        template = each.get("Type", "").endswith("/attachedTemplate")
        if template or (not outside and _target(each.get("Target", ""), owner) in gone):
            root.remove(each)
        elif outside and each.get("Type", "").rpartition("/")[2] in _FETCHED:
            each.set("Target", _NOWHERE)


def _target(target: str, owner: str) -> str:
    if target.startswith("/"):
        return target.lstrip("/")
    return posixpath.normpath(posixpath.join(posixpath.dirname(owner), target))


def _embedded(name: str, content: bytes) -> bytes:
    """Pictures and workbooks within the document."""
    kind = kinds.kind_of(content) if content else None
    result: bytes | Message = content
    if kind == kinds.JPEG:
        result = photographs.stripped_jpeg(content)
    elif kind == kinds.PNG:
        result = photographs.stripped_png(content)
    elif kind in (kinds.DOCX, kinds.XLSX):
        result = stripped(content)
    elif kind == kinds.OLD_OFFICE:
        result = Message(N_("文件里嵌有对象，不能去除其中的信息，请改为图片或转换为 PDF 后再发出"))
    if isinstance(result, Message):
        raise CannotStripError(result)
    return result
