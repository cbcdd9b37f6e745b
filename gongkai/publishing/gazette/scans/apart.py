"""The same in a process of its own: see `foundation.confinement`."""

import json
from collections.abc import Mapping, Sequence

from gongkai.core.messages import N_, Message
from gongkai.foundation import confinement
from gongkai.foundation.confinement import Parameters, Work
from gongkai.publishing.gazette.scans import reading
from gongkai.publishing.gazette.scans.reading import PageText

__all__ = ["PageText", "count", "main", "picture", "texts"]

_SECONDS = {"count": 120, "texts": 900, "picture": 60}


def count(content: bytes) -> int | Message:
    """How many pages the scan has."""
    told = _apart("count", content, {})
    return told if isinstance(told, Message) else int(told)


def texts(content: bytes, pages: Sequence[int]) -> list[PageText] | Message:
    """The words on these pages, from 1."""
    told = _apart("texts", content, {"pages": list(pages)})
    return told if isinstance(told, Message) else [PageText(**each) for each in json.loads(told)]


def picture(content: bytes, page: int, dpi: int = 90) -> bytes | Message:
    """A page, from 1, as PNG."""
    return _apart("picture", content, {"page": page, "dpi": dpi})


def _apart(task: str, content: bytes, parameters: Parameters) -> bytes | Message:
    said = Message(N_("扫描件过于复杂或者已经损坏，没有读完，请重新扫描为 PDF 后再上传"))
    return confinement.run(__package__, task, content, parameters, seconds=_SECONDS[task], unfinished=said)


def _count(content: bytes, parameters: Parameters) -> bytes | Message:
    return str(reading.count(content)).encode()


def _texts(content: bytes, parameters: Parameters) -> bytes | Message:
    pages = parameters["pages"]
    assert isinstance(pages, list)
    found = reading.texts(content, pages)
    if isinstance(found, Message):
        return found
    told = [{"number": each.number, "text": each.text, "seen": each.seen} for each in found]
    return json.dumps(told, ensure_ascii=False).encode()


def _picture(content: bytes, parameters: Parameters) -> bytes | Message:
    return reading.picture(content, int(str(parameters["page"])), int(str(parameters["dpi"])))


_WORK: Mapping[str, Work] = {"count": _count, "texts": _texts, "picture": _picture}


def main(task: str, parameters: str) -> None:
    """What the process does."""
    confinement.serve(_WORK[task], parameters, _SECONDS[task])
