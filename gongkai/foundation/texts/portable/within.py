"""What a PDF holds that no page shows and no list of its parts tells: looks of notes that are switched off,
choices of fields, words for reading aloud, forms in XML, data of programs.
"""

import re
from collections.abc import Iterator, Sequence

import pikepdf
import pypdfium2
from pikepdf import Array, Dictionary, Name, Stream

from gongkai.core.messages import N_, Message
from gongkai.foundation.redaction import preparing, seeing
from gongkai.foundation.texts.passage import Layer, Passage

_TELLING = re.compile(r"[\u4e00-\u9fff]{2}|\d[\d \-]{6}|@")
_DATE = re.compile(r"D:\d{4,14}[Z+\-'\d]*\Z")
_DULL = frozenset({
    "/ID", "/Lang", "/DA", "/NM", "/Registry", "/Ordering", "/M", "/CreationDate", "/ModDate", "/Dest", "/D",
    "/Names", "/Nums", "/Limits", "/IDTree", "/CharSet", "/O", "/U", "/OE", "/UE", "/Perms", "/Contents",
    "/RC", "/Title", "/URI", "/V", "/DV", "/F", "/UF", "/Desc", "/OutputConditionIdentifier", "/RegistryName",
    "/Info",
})  # fmt: skip
"""Told by `behind`, or no words."""

_DEEPEST = 20
_MOST = 500
_MARKUP = re.compile(rb"<[^>]*>")


def passages(content: bytes, known: Sequence[Passage]) -> Iterator[Passage]:
    """Nothing that is told already (`known`) is told again."""
    told = "\n".join(each.text for each in known) + "".join(each.flowing for each in known)
    with preparing.opened(content) as pdf:
        words = dict.fromkeys((key, text) for key, text in _words(pdf) if text not in told)
        for key, text in list(words)[:_MOST]:
            place = Message(N_("文件内部的数据“{name}”"), {"name": key.lstrip("/")})
            yield Passage(text, Layer.HIDDEN, place)
        yield from _form(pdf)
    yield from _looks(content, told)


def _words(pdf: pikepdf.Pdf) -> Iterator[tuple[str, str]]:
    info = pdf.trailer.get("/Info")
    for item in pdf.objects:
        if isinstance(item, Dictionary) and isinstance(info, Dictionary) and item.objgen == info.objgen:
            continue
        yield from _strings(item, "", _DEEPEST)


def _strings(item: object, key: str, deeper: int) -> Iterator[tuple[str, str]]:
    if isinstance(item, pikepdf.String):
        text = str(item).strip()
        if _TELLING.search(text) and not _DATE.match(text):
            yield key, text
    elif deeper and isinstance(item, Dictionary | Stream):
        for name, value in item.items():
            if name not in _DULL and not _is_elsewhere(value):
                yield from _strings(value, name, deeper - 1)
    elif deeper and isinstance(item, Array):
        for value in item:
            if not _is_elsewhere(value):
                yield from _strings(value, key, deeper - 1)


def _is_elsewhere(value: object) -> bool:
    """An object of its own, which has its own turn."""
    return isinstance(value, Dictionary | Array | Stream) and value.is_indirect


def _form(pdf: pikepdf.Pdf) -> Iterator[Passage]:
    """Words of a form in XML (XFA)."""
    form = pdf.Root.get("/AcroForm")
    held = form.get("/XFA") if isinstance(form, Dictionary) else None
    for each in held if isinstance(held, Array) else [held]:
        if isinstance(each, Stream):
            text = " ".join(_MARKUP.sub(b" ", each.read_bytes()).decode("utf-8", "ignore").split())
            if _TELLING.search(text):
                yield Passage(text, Layer.HIDDEN, Message(N_("XML 表单里的文字")))


def _looks(content: bytes, told: str) -> Iterator[Passage]:
    """Text drawn by notes that the page does not show."""
    with preparing.opened(content) as pdf:
        if not _show(pdf):
            return
        pdf.flatten_annotations("all")
        drawn = preparing.saved(pdf)
    try:
        with seeing.opened(drawn) as document:
            for number, page in enumerate(document, 1):
                text = "".join(each.text for each in seeing.characters(page)).replace("\r", "\n")
                for line in dict.fromkeys(each.strip() for each in text.split("\n")):
                    if line and line not in told:
                        place = Message(N_("第 {page} 页，注释里画出的文字"), {"page": number})
                        yield Passage(line, Layer.ANNOTATION, place, number)
    except (pypdfium2.PdfiumError, ValueError):
        return


def _show(pdf: pikepdf.Pdf) -> bool:
    """Switch on every note that has a look of its own; False: there is none."""
    found = False
    for page in pdf.pages:
        listed = page.obj.get("/Annots")
        for each in listed if isinstance(listed, Array) else ():
            if isinstance(each, Dictionary) and "/AP" in each:
                found = True
                each.F = 4
                each.Subtype = Name.Stamp
    return found
