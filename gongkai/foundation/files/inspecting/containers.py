"""DOCX, XLSX and OFD are zip containers: how much they hold when unpacked, and whether it does anything."""

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass

from django.conf import settings

from gongkai.core.messages import N_, Message
from gongkai.foundation.files import kinds
from gongkai.foundation.files.inspecting.programs import is_program

_MOST_ENTRIES = 10_000
_DEEPEST = 2  # a workbook within a document; nothing within that
_CHUNK = 1 << 16
_RATIO = 200  # unpacked to packed
_RATIO_FROM = 50 << 20  # bytes unpacked; below that no ratio hurts
_HELD = 32 << 20  # bytes of a part that is looked at as a whole
_ENCRYPTED = 0x1


def _either_width(text: str) -> bytes:
    """A pattern for ASCII text in UTF-8 or UTF-16."""
    return "\\x00?".join(text).encode()


_ENTITIES = re.compile(_either_width("<!ENTITY") + b"|" + _either_width("<!DOCTYPE"))
_RELATION = re.compile(rb"<Relationship\b[^>]*>", re.DOTALL)
_LOADED = re.compile(rb'Type\s*=\s*["\'][^"\']*/(attachedTemplate|oleObject|frame|subDocument)["\']')
_FAR = re.compile(rb'Target\s*=\s*["\']\s*(https?:|ftp:|mhtml:|\\\\|//|file:////|file://[^/])', re.IGNORECASE)
_PACKAGE = "Ole10Native".encode("utf-16-le")


class _FoundError(Exception):
    """What speaks against the container."""

    def __init__(self, reason: Message) -> None:
        super().__init__(str(reason))
        self.reason = reason


@dataclass(slots=True)
class _Budget:
    """What may still be unpacked, in bytes, over all containers within each other."""

    packed: int
    unpacked: int = 0

    def spend(self, size: int) -> None:
        self.unpacked += size
        too_much = self.unpacked > settings.FILES_LARGEST_UNPACKED
        too_dense = self.unpacked > _RATIO_FROM and self.unpacked > _RATIO * self.packed
        if too_much or too_dense:
            raise _FoundError(Message(N_("文件解开后过大，疑似压缩炸弹，未接收")))


def problem(content: bytes) -> Message | None:
    """Why it is not taken in: too much in it, damaged, programs, macros, things fetched from afar."""
    try:
        _look_into(content, _Budget(len(content)), _DEEPEST)
    except _FoundError as found:
        return found.reason
    except kinds.BROKEN_CONTAINER:
        return Message(N_("文件已损坏，请重新保存后再上传"))
    return None


def _look_into(content: bytes, budget: _Budget, deeper: int) -> None:
    with zipfile.ZipFile(io.BytesIO(content)) as container:
        entries = container.infolist()
        if len(entries) > _MOST_ENTRIES:
            raise _FoundError(Message(N_("文件内的部件过多，疑似压缩炸弹，未接收")))
        _Budget(budget.packed, budget.unpacked).spend(sum(each.file_size for each in entries))
        for entry in entries:
            if not entry.is_dir():
                _entry(container, entry, budget, deeper)


def _entry(container: zipfile.ZipFile, entry: zipfile.ZipInfo, budget: _Budget, deeper: int) -> None:
    if entry.flag_bits & _ENCRYPTED:
        raise _FoundError(Message(N_("文件有密码，请去掉密码后再上传")))
    name = entry.filename.replace("\\", "/")
    if name.startswith("/") or ".." in name.split("/"):
        raise _FoundError(Message(N_("文件已损坏，请重新保存后再上传")))
    held = bytearray()
    for chunk in _unpacked(container, entry, budget):
        if len(held) < _HELD:
            held += chunk
    _part(name.lower(), bytes(held), budget, deeper)


def _unpacked(container: zipfile.ZipFile, entry: zipfile.ZipInfo, budget: _Budget) -> Iterator[bytes]:
    """The part as it really is, whatever size the directory claims."""
    with container.open(entry) as part:
        while chunk := part.read(_CHUNK):
            budget.spend(len(chunk))
            yield chunk


def _part(name: str, held: bytes, budget: _Budget, deeper: int) -> None:
    if name.endswith("vbaproject.bin"):
        raise _FoundError(Message(N_("文件含有宏，请另存为不含宏的文件后再上传")))
    if is_program(name, held[:16]) or (name.endswith(".bin") and _PACKAGE in held):
        raise _FoundError(Message(N_("文件里嵌有程序（{name}），未接收"), {"name": name.rpartition("/")[2]}))
    if held.startswith(b"PK\x03\x04"):
        if deeper == 1:
            raise _FoundError(Message(N_("文件层层嵌套，疑似压缩炸弹，未接收")))
        _look_into(held, budget, deeper - 1)
    if name.endswith((".xml", ".rels", ".vml")):
        _markup(name, held)


def _markup(name: str, held: bytes) -> None:
    if _ENTITIES.search(held):
        raise _FoundError(Message(N_("文件含有外部实体定义，未接收，请重新保存后再上传")))
    if name.endswith(".rels"):
        for relation in _RELATION.findall(held):
            if _LOADED.search(relation) and _FAR.search(relation):
                raise _FoundError(Message(N_("文件会从网上载入内容，请去掉外部模板或链接对象后再上传")))
