"""PDFs: readable without a password, and without anything that runs."""

import io
import zipfile
import zlib
from collections.abc import Iterator

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Stream

from gongkai.core.messages import N_, Message
from gongkai.foundation.files.inspecting.programs import is_program
from gongkai.foundation.redaction import preparing

_MOST_OBJECTS = 500_000
_DEEPEST = 50
_PROBED = 1 << 12  # bytes of an attachment that are looked at
_RUNNING = frozenset({Name.JavaScript, Name.Launch, Name.ImportData, Name.RichMediaExecute})
_PLAYED = frozenset({Name.RichMedia, Name.Screen, Name.Movie, Name("/3D")})


def problem(content: bytes) -> Message | None:
    """Why the PDF is not taken in."""
    if zipfile.is_zipfile(io.BytesIO(content)):
        return Message(N_("PDF 文件里夹带了压缩包，未接收，请重新生成后再上传"))
    try:
        with preparing.opened(content) as pdf:
            return _inside(pdf)
    except preparing.UnreadableError as error:
        return error.reason


def _inside(pdf: pikepdf.Pdf) -> Message | None:
    if len(pdf.objects) > _MOST_OBJECTS:
        return Message(N_("PDF 文件过于复杂，未接收，请打印为新的 PDF 后再上传"))
    for item in pdf.objects:
        for each in _dictionaries(item, _DEEPEST):
            found = _dictionary_problem(each)
            if found is not None:
                return found
    return None


def _dictionaries(item: object, deeper: int) -> Iterator[Object]:
    """Those that stand directly within the object; what it refers to has its own turn."""
    if deeper == 0:
        return
    if isinstance(item, Dictionary | Stream):
        yield item
        inner = [value for _, value in item.items()]
    elif isinstance(item, Array):
        inner = list(item)
    else:
        return
    for each in inner:
        if isinstance(each, Dictionary | Array) and not each.is_indirect:
            yield from _dictionaries(each, deeper - 1)


def _dictionary_problem(each: Object) -> Message | None:
    if "/JS" in each or each.get("/S") in _RUNNING:
        return Message(N_("PDF 文件含有脚本或启动程序的动作，请打印为新的 PDF 后再上传"))
    if each.get("/Type") == Name.Annot and each.get("/Subtype") in _PLAYED:
        return Message(N_("PDF 文件含有多媒体内容，请打印为新的 PDF 后再上传"))
    if "/XFA" in each:
        return Message(N_("PDF 文件是动态表单，请打印为新的 PDF 后再上传"))
    if isinstance(each.get("/EF"), Dictionary):
        return _attachment_problem(each)
    return None


def _attachment_problem(each: Object) -> Message | None:
    names = [str(each[key]) for key in ("/F", "/UF") if isinstance(each.get(key), pikepdf.String)]
    streams = [value for _, value in each.EF.items() if isinstance(value, Stream)]
    for stream in streams:
        beginning = _beginning(stream)
        for name in names or ["?"]:
            if is_program(name, beginning):
                return Message(N_("PDF 文件里附有程序（{name}），未接收"), {"name": name})
    return None


def _beginning(stream: Object) -> bytes:
    """The first bytes of an attachment, unpacked no further than that."""
    raw = stream.read_raw_bytes()
    if stream.get("/Filter") in (Name.FlateDecode, Array([Name.FlateDecode])):
        try:
            return zlib.decompressobj().decompress(raw, _PROBED)
        except zlib.error:
            return b""
    return raw[:_PROBED]
