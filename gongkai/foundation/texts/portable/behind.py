"""What a PDF carries besides its pages: properties, notes, fields, files, bookmarks."""

import re
from collections.abc import Iterator

import pikepdf
from lxml import etree
from pikepdf import Array, Dictionary, Name, Object

from gongkai.core.messages import N_, Message
from gongkai.foundation.texts.passage import Layer, Passage

_DULL = frozenset({"/CreationDate", "/ModDate", "/Trapped", "/GTS_PDFXVersion", "/PTEX.Fullbanner"})
_PROGRAMS = frozenset({"/Creator", "/Producer", "/SourceModified"})
_DATE = re.compile(r"D:\d{4}[\d+\-Z']*\Z")
_DULL_WORDS = frozenset({"format", "language", "Trapped", "PDFVersion", "Producer"})
_LINK = Name.Link
_NAMESPACES = (
    "ns.adobe.com/pdf/",
    "purl.org/dc",
    "ns.adobe.com/photoshop",
    "ns.adobe.com/pdfx",
    "ns.adobe.com/xap/1.0/rights",
)
_TELLING = re.compile(r"[\u4e00-\u9fff]{2,4}$|\d{7}|@")
_DEEPEST = 20
_MOST = 20_000  # of fields or bookmarks
_CAREFUL = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False, recover=True)


def passages(pdf: pikepdf.Pdf) -> Iterator[Passage]:
    """All of it, each with its place."""
    for number, page in enumerate(pdf.pages, 1):
        yield from _notes(page, number)
    yield from _fields(pdf)
    yield from _bookmarks(pdf)
    yield from _files(pdf)
    yield from _properties(pdf)


def _notes(page: pikepdf.Page, number: int) -> Iterator[Passage]:
    found = page.obj.get("/Annots")
    for each in found if isinstance(found, Array) else ():
        if not isinstance(each, Dictionary):
            continue
        target = each.get("/A", Dictionary())
        if each.get("/Subtype") == _LINK and isinstance(target, Dictionary) and "/URI" in target:
            yield Passage(str(target.URI), Layer.PROPERTY, Message(N_("指向别处的链接")), number)
        values = {"page": number, "author": _string(each, "/T")}
        text = _string(each, "/Contents") or _string(each, "/RC")
        if text:
            yield Passage(text, Layer.ANNOTATION, Message(N_("第 {page} 页，{author}的注释"), values), number)


def _string(owner: Object, key: str) -> str:
    value = owner.get(key)
    return str(value).strip() if isinstance(value, pikepdf.String) else ""


def _fields(pdf: pikepdf.Pdf) -> Iterator[Passage]:
    form = pdf.Root.get("/AcroForm")
    waiting = list(form.get("/Fields", Array())) if isinstance(form, Dictionary) else []
    for _ in range(_MOST):
        if not waiting:
            return
        each = waiting.pop(0)
        if not isinstance(each, Dictionary):
            continue
        waiting += [child for child in each.get("/Kids", Array()) if child.get("/T") is not None]
        for key in ("/V", "/DV"):
            if text := _string(each, key):
                place = Message(N_("表单项“{name}”"), {"name": _string(each, "/T")})
                yield Passage(text, Layer.ANNOTATION, place)


def _bookmarks(pdf: pikepdf.Pdf) -> Iterator[Passage]:
    root = pdf.Root.get("/Outlines")
    waiting = [root.get("/First")] if isinstance(root, Dictionary) else []
    for _ in range(_MOST):
        each = waiting.pop() if waiting else None
        if each is None and not waiting:
            return
        if not isinstance(each, Dictionary):
            continue
        if text := _string(each, "/Title"):
            yield Passage(text, Layer.PROPERTY, Message(N_("书签")))
        waiting += [each.get("/Next"), each.get("/First")]


def _files(pdf: pikepdf.Pdf) -> Iterator[Passage]:
    for name, about in pdf.attachments.items():
        text = " ".join(dict.fromkeys(each for each in (name, about.filename, about.description) if each))
        yield Passage(text, Layer.ATTACHED, Message(N_("嵌入的文件")))


def _properties(pdf: pikepdf.Pdf) -> Iterator[Passage]:
    told: dict[str, str] = {}
    if "/Info" in pdf.trailer:
        for key, value in pdf.trailer.Info.items():
            if key in _DULL or not isinstance(value, pikepdf.String) or _DATE.match(str(value)):
                continue
            if _names_a_program(key, str(value)):
                continue
            if str(value).strip():
                told[key.lstrip("/")] = str(value).strip()
    for name, text in _metadata(pdf):
        if text not in told.values():
            told[name] = text
    for name, text in told.items():
        yield Passage(text, Layer.PROPERTY, Message(N_("文档属性“{name}”"), {"name": name}))


def _names_a_program(key: str, value: str) -> bool:
    """Creator and Producer name programs; what else somebody wrote there is told."""
    return key.startswith("/ICNApp") or (key in _PROGRAMS and not _TELLING.search(value))


def _metadata(pdf: pikepdf.Pdf) -> Iterator[tuple[str, str]]:
    """What stands in the XML metadata: only what names people, bodies or subjects."""
    stream = pdf.Root.get("/Metadata")
    if not isinstance(stream, pikepdf.Stream):
        return
    try:
        tree = etree.fromstring(stream.read_bytes(), _CAREFUL)
    except (etree.XMLSyntaxError, pikepdf.PdfError):
        return
    for each in () if tree is None else tree.iter():
        if not isinstance(each.tag, str):
            continue
        told = [(str(each.tag), " ".join("".join(str(part) for part in each.itertext()).split()))]
        told += [(str(key), str(value).strip()) for key, value in each.attrib.items()]
        for tag, text in told:
            name = etree.QName(tag)
            known = any(space in (name.namespace or "") for space in _NAMESPACES)
            if text and known and name.localname not in _DULL_WORDS:
                yield name.localname, text
