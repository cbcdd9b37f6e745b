"""The same work in a process of its own: see `foundation.confinement`."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict

from gongkai.core.messages import N_, Message
from gongkai.foundation import confinement
from gongkai.foundation.confinement import Parameters, Work
from gongkai.foundation.redaction import redacting
from gongkai.foundation.redaction.boxes import Box

_SECONDS = {"redact": 900, "redact_picture": 120, "page_image": 60, "characters": 300}


def redact(content: bytes, boxes: Sequence[Box]) -> bytes | Message:
    """`redacting.redact`, apart."""
    return _apart("redact", content, {"boxes": [asdict(box) for box in boxes]})


def redact_picture(content: bytes, boxes: Sequence[Box]) -> bytes | Message:
    """`redacting.redact_picture`, apart."""
    return _apart("redact_picture", content, {"boxes": [asdict(box) for box in boxes]})


def page_image(content: bytes, page: int, dpi: float = 100) -> bytes | Message:
    """`redacting.page_image`, apart."""
    return _apart("page_image", content, {"page": page, "dpi": dpi})


def characters_of(content: bytes) -> bytes | Message:
    """The characters of every page, as JSON that `redacting.characters_from` reads."""
    return _apart("characters", content, {})


def _apart(task: str, content: bytes, parameters: Parameters) -> bytes | Message:
    return confinement.run(
        __package__, task, content, parameters, seconds=_SECONDS[task], unfinished=_unfinished()
    )


def _unfinished() -> Message:
    return Message(N_("PDF 文件过于复杂，处理没有完成，请打印为新的 PDF 后再试"))


def _redact(content: bytes, parameters: Parameters) -> bytes | Message:
    boxes = parameters["boxes"]
    assert isinstance(boxes, list)
    return redacting.redact(content, [Box(**box) for box in boxes])


def _redact_picture(content: bytes, parameters: Parameters) -> bytes | Message:
    boxes = parameters["boxes"]
    assert isinstance(boxes, list)
    return redacting.redact_picture(content, [Box(**box) for box in boxes])


def _page_image(content: bytes, parameters: Parameters) -> bytes | Message:
    return redacting.page_image(content, int(str(parameters["page"])), float(str(parameters["dpi"])))


def _characters(content: bytes, parameters: Parameters) -> bytes | Message:
    return redacting.characters_told(content)


_WORK: Mapping[str, Work] = {
    "redact": _redact, "redact_picture": _redact_picture, "page_image": _page_image,
    "characters": _characters,
}  # fmt: skip


def main(task: str, parameters: str) -> None:
    """What the process does."""
    confinement.serve(_WORK[task], parameters, _SECONDS[task])
